import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodes } from '../../packages/server/src/cli/exit-codes.ts';
import { envName } from '../../packages/server/src/server/config/option.ts';
import { options } from '../../packages/server/src/server/config/table.ts';

const root = join(import.meta.dirname, '../..');
const guide = 'docs/operating.md';
const files = [guide, ...readdirSync(join(root, 'deploy')).map((name) => `deploy/${name}`)];

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

test.each(files)('%s names only variables that the server has', (path) => {
  const known = [...options.keys()].map(envName);
  const named = read(path).match(/\bKITH_[A-Z_]*[A-Z]\b/g) ?? [];
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('the guide leads to files that are there', () => {
  const targets = [...read(guide).matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target ?? '');
  expect(targets.length).toBeGreaterThan(0);
  expect(targets.filter((target) => !existsSync(join(root, dirname(guide), target)))).toEqual([]);
});

test('the guide tells every exit code', () => {
  for (const { code } of Object.values(exitCodes)) expect(read(guide)).toContain(`| ${code} |`);
});

test('a supervisor does not start again what must be put right first', () => {
  expect(read('deploy/kith.service')).toContain(
    `RestartPreventExitStatus=${exitCodes.usage.code} ${exitCodes.config.code}`,
  );
});

test('the container runs without rights, and is healthy only when it is ready', () => {
  const [, image = ''] = read('deploy/Dockerfile').split(/^FROM (?=.*slim\n)/m);
  expect(image).toMatch(/^USER node$/m);
  expect(image).toContain('/readyz');
  expect(read('deploy/compose.yaml')).toMatch(/read_only: true[\s\S]*cap_drop: \[ALL\]/);
});

test('the container has the web client, built by the step that everybody uses, and nothing that builds it', () => {
  const [, , web = '', image = ''] = read('deploy/Dockerfile').split(/^FROM /m);
  expect(web).toMatch(/^RUN node scripts\/build-web\.ts$/m);
  expect(image).toContain('COPY --from=web /app/apps/web/dist apps/web/dist');
  expect(image.match(/apps\/web|scripts/g)).toEqual(['apps/web', 'apps/web']);
});

test('the container has every package of this repository that the server imports', () => {
  const [, dependencies = '', , image = ''] = read('deploy/Dockerfile').split(/^FROM /m);
  const needed = ownPackages('server');
  expect(needed).toContain('protocol');
  for (const name of needed) {
    expect(dependencies).toContain(`COPY packages/${name}/package.json packages/${name}/`);
    expect(image).toContain(`COPY packages/${name} packages/${name}`);
  }
});

/** A package of this repository and those that it depends on. */
function ownPackages(name: string): string[] {
  const { dependencies = {} } = JSON.parse(read(`packages/${name}/package.json`)) as {
    dependencies?: Record<string, string>;
  };
  const own = Object.keys(dependencies).flatMap((it) => (it.startsWith('@kith/') ? [it.slice(6)] : []));
  return [...new Set([name, ...own.flatMap(ownPackages)])];
}

test('the Caddyfile of the guide is the one that is deployed', () => {
  const directives = (text: string) => text.slice(text.indexOf('encode'), text.lastIndexOf('}'));
  const deployed = read('deploy/Caddyfile').replace(/^#.*\n/gm, '');
  const told = /```\n(kith\.example\.org \{[\s\S]*?\n\})\n```/.exec(read(guide))?.[1] ?? '';
  expect(directives(told)).toBe(directives(deployed).replace('{$UPSTREAM:127.0.0.1:3000}', '127.0.0.1:3000'));
});

test('a service is told to build the pages, since only npm start does that by itself', () => {
  for (const path of ['deploy/kith.service', guide]) expect(read(path)).toContain('npm run build');
});
