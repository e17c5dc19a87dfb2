import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mutate } from './mutate.ts';

const file = 'domain/settings/merge.ts';

test('a mutant is the source with one place changed', () => {
  const source = mutate('tool-one', [
    { file, find: 'canonicalJson(JSON.parse', replace: 'String(JSON.parse' },
  ]);
  const original = readFileSync(new URL(`../../packages/server/src/${file}`, import.meta.url), 'utf8');
  expect(readFileSync(join(source, file), 'utf8')).toBe(
    original.replace('canonicalJson(JSON', 'String(JSON'),
  );
  expect(existsSync(join(source, 'domain/settings/merge.test.ts'))).toBe(false);
});

test('a patch that fits nowhere is an error', () => {
  expect(() => mutate('tool-none', [{ file, find: 'no such text', replace: '' }])).toThrow('nothing in');
});

test('a patch that fits twice is an error', () => {
  expect(() => mutate('tool-two', [{ file, find: 'edit.base', replace: '' }])).toThrow(
    'more than one place in',
  );
});
