/** What a schema of 300 keys costs a page and its editor: written with zod in the page, and as `kith types` emits it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { emitModule } from '@kith/schema/emit';
import type { AppSchema } from '@kith/schema/inspect';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'node_modules/.bin');
const groups = 30;

/** Ten settings of the kinds that apps have. */
const ten = `
  on: setting(z.boolean(), { default: false }),
  mode: setting(z.enum(['one', 'two', 'three']), { default: 'one' }),
  size: setting(z.int().min(8).max(72), { default: 14, scopes: ['device'] }),
  share: setting(z.number().min(0).max(1), { default: 0.5 }),
  name: setting(z.string().max(64), { default: '' }),
  seen: setting(z.int(), { default: 0, policy: 'max' }),
  place: setting(z.object({ lat: z.number(), lng: z.number() }), { default: null }),
  words: setting(z.array(z.string().max(16)).max(8), { default: [] }),
  look: setting(z.object({ font: z.string(), bold: z.boolean().optional() }), { default: { font: 'serif' } }),
  either: setting(z.union([z.literal('auto'), z.int()]), { default: 'auto' }),`;

const schema = `import { defineApp, setting, z } from '@kith/schema';
export const big = defineApp('big', {
${Array.from({ length: groups }, (_, group) => `g${group}: {${ten}\n},`).join('\n')}
});
`;

/** What a page does with it: every key that it names is looked up in the type. */
const page = (from: string) => `import { createClient } from '@kith/client';
import { big } from './${from}.ts';
const settings = createClient({ url: 'http://127.0.0.1:1' }).settings(big);
export const size: number = settings.get('g7.size');
export const mode: 'one' | 'two' | 'three' = settings.get('g29.mode');
export const place: { readonly lat: number } | null = settings.get('g3.place');
// @ts-expect-error there is no such key
settings.get('g30.size');
`;

/** A page without the app: what all of them cost. */
const bare = `import { createClient } from '@kith/client';
export const settings = createClient({ url: 'http://127.0.0.1:1' }).settings('big', { size: 1 });
`;

let dir = '';

/** A compiler on a machine that has other things to do. */
const patienceMs = 600_000;

beforeAll(async () => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  // Inside the repository, where the packages are found by their names.
  dir = mkdtempSync(join(root, '.cache', 'cost-'));
  writeFileSync(join(dir, 'package.json'), '{"type": "module"}');
  writeFileSync(join(dir, 'inferred.ts'), schema);
  const { big } = (await import(pathToFileURL(join(dir, 'inferred.ts')).href)) as { big: AppSchema };
  expect(Object.keys(big.defaults)).toHaveLength(10 * groups);
  const emitted = emitModule([big]);
  if (!emitted.ok) throw new Error(JSON.stringify(emitted.problems));
  writeFileSync(join(dir, 'emitted.ts'), emitted.text);
  for (const from of ['inferred', 'emitted']) writeFileSync(join(dir, `page-${from}.ts`), page(from));
  writeFileSync(join(dir, 'page-none.ts'), bare);
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Compiles one file for a page and gives what the compiler says of its work. */
function compile(name: string, options: object = {}): string {
  const config = {
    extends: '../../packages/client/tsconfig.json',
    files: [`${name}.ts`],
    include: [],
    compilerOptions: options,
  };
  writeFileSync(join(dir, `tsconfig.${name}.json`), JSON.stringify(config));
  const args = ['-p', join(dir, `tsconfig.${name}.json`), '--extendedDiagnostics'];
  return execFileSync(join(bin, 'tsc'), args, { encoding: 'utf8' });
}

function typeCost(from: string): { instantiations: number; types: number } {
  const said = compile(`page-${from}`);
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(said)?.[1]);
  return { instantiations: figure('Instantiations'), types: figure('Types') };
}

test('an emitted module costs a fifth of the work of types, at most', { timeout: patienceMs }, () => {
  const none = typeCost('none');
  const [inferred, emitted] = ['inferred', 'emitted'].map(typeCost);
  const more = (it = none) => ({
    instantiations: it.instantiations - none.instantiations,
    types: it.types - none.types,
  });
  console.log('300 keys, beyond a page without them:', { inferred: more(inferred), emitted: more(emitted) });
  expect(more(emitted).instantiations).toBeLessThanOrEqual(more(inferred).instantiations / 5);
  expect(more(emitted).types).toBeLessThanOrEqual(more(inferred).types / 5);
});

/** The bytes that a page carries for it, packed as it goes over the wire. */
function gzipBytes(from: string): number {
  const file = join(dir, `${from}.js`);
  const args = [join(dir, `page-${from}.ts`), '--format', 'esm', '--minify', '--file', file];
  execFileSync(join(bin, 'rolldown'), args, { stdio: 'pipe' });
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

test('an emitted module brings no zod into the page: a tenth of the bytes', () => {
  const none = gzipBytes('none');
  const [inferred, emitted] = ['inferred', 'emitted'].map((from) => gzipBytes(from) - none);
  console.log('300 keys, bytes of gzip in the page:', { inferred, emitted });
  expect(emitted).toBeLessThanOrEqual((inferred ?? 0) / 10);
  expect(readFileSync(join(dir, 'emitted.js'), 'utf8')).not.toMatch(/\bzod\b|ZodError/);
});

test('what the schemas infer is what is emitted', { timeout: patienceMs }, () => {
  const same = `import { big as inferred } from './inferred.ts';
import type { Big } from './emitted.ts';
export const emitted: Readonly<Big> = inferred.defaults;
type Keys = keyof Big extends keyof typeof inferred.defaults ? true : never;
export const keys: Keys = true;
`;
  writeFileSync(join(dir, 'same.ts'), same);
  // What may be left out may be undefined in zod, which JSON does not know.
  compile('same', { exactOptionalPropertyTypes: false });
});
