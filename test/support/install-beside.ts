/** Packages that only some tests or figures need: installed in a folder of their own when they are first needed. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes sure that what `package.json` of `folder` asks for is there, in the versions of its lock. No script is run. */
export function installBeside(folder: string, what: string): void {
  if (Object.entries(locked(folder)).every(([path, version]) => versionAt(folder, path) === version)) return;
  console.log(`installing ${what}, in ${join(folder, 'node_modules')}`);
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  });
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly version?: string; readonly dependencies?: Readonly<Record<string, string>> } | undefined
    >
  >;
}

/** The folders of what is asked for, with their versions. */
function locked(folder: string): Readonly<Record<string, string | undefined>> {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock;
  const paths = Object.keys(packages['']?.dependencies ?? {}).map((name) => `node_modules/${name}`);
  return Object.fromEntries(paths.map((path) => [path, packages[path]?.version]));
}

function versionAt(folder: string, path: string): string | undefined {
  const file = join(folder, path, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version;
}
