import { statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newDir } from '../../../../test/support/kith.ts';
import { makeDirectories } from './directories.ts';

test('what is missing is made, for the owner only; what is there stays', () => {
  const dir = newDir();
  const path = join(dir, 'a/b/c');
  makeDirectories(path);
  makeDirectories(path);
  for (const made of ['a', 'a/b', 'a/b/c']) expect(statSync(join(dir, made)).mode & 0o777).toBe(0o700);
});

test('a file in the way is an error, on the path and at its end', () => {
  const dir = newDir();
  writeFileSync(join(dir, 'file'), '');
  expect(() => makeDirectories(join(dir, 'file'))).toThrow('EEXIST');
  expect(() => makeDirectories(join(dir, 'file/inside'))).toThrow('ENOTDIR');
});

test.each(['/proc/none', '/proc/none/deeper/still'])(
  'where nothing can be made it ends at once: %s',
  (path) => {
    expect(() => makeDirectories(path)).toThrow('ENOENT');
  },
);

test('a link that leads nowhere is an error', () => {
  const link = join(newDir(), 'link');
  symlinkSync('/nowhere/at/all', link);
  expect(() => makeDirectories(join(link, 'inside'))).toThrow('E');
});
