/** Installs what Kith is compared with beside the benchmarks, when it is first needed: nobody else has to. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..');

/** Makes sure that every peer of `bench/package.json` is there. */
export function installPeers(): void {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const isThere = (peer: string) => existsSync(join(folder, 'node_modules', peer));
  if (Object.keys(dependencies).every(isThere)) return;
  console.log('installing the peers that Kith is compared with, in bench/node_modules');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
}
