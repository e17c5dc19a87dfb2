import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newDir } from '../../../../test/support/kith.ts';
import { ConfigProblem } from './config/problem.ts';
import { dataDirAt, deriveKey, openDataDir } from './data-dir.ts';

function newPath(): string {
  return join(newDir(), 'data');
}

function refusal(path: string, secret: string | null = null): ConfigProblem {
  try {
    openDataDir({ path, secret });
  } catch (problem) {
    if (problem instanceof ConfigProblem) return problem;
    throw problem;
  }
  throw new Error('was not refused');
}

test('the directory and its secret are made once, for the owner only', () => {
  const path = newPath();
  const first = openDataDir({ path, secret: null });
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(statSync(first.dir.secret).mode & 0o777).toBe(0o600);
  expect(Buffer.from(first.secret, 'base64url')).toHaveLength(32);
  expect(openDataDir({ path, secret: null }).secret).toBe(first.secret);
});

test('a given secret is used and none is written', () => {
  const path = newPath();
  expect(openDataDir({ path, secret: 'given' }).secret).toBe('given');
  expect(existsSync(dataDirAt(path).secret)).toBe(false);
});

test('a secret that others can read is refused', () => {
  const path = newPath();
  const { dir } = openDataDir({ path, secret: null });
  chmodSync(dir.secret, 0o640);
  expect(refusal(path)).toMatchObject({ code: 'secret-open', fix: expect.stringContaining('chmod 600') });
});

test('a cut or foreign secret is refused, not replaced', () => {
  const path = newPath();
  const { dir } = openDataDir({ path, secret: null });
  writeFileSync(dir.secret, 'cut');
  expect(refusal(path).code).toBe('secret-damaged');
  expect(readFileSync(dir.secret, 'utf8')).toBe('cut');
});

test('no new secret is made for a database that has lost its own', () => {
  const path = newPath();
  mkdirSync(path);
  writeFileSync(dataDirAt(path).database, '');
  expect(refusal(path).code).toBe('secret-missing');
  expect(openDataDir({ path, secret: 'given' }).secret).toBe('given');
});

test('a restore that did not finish is not started as an empty server', () => {
  const path = newPath();
  mkdirSync(path);
  writeFileSync(dataDirAt(path).restoring, '');
  expect(refusal(path).code).toBe('restore-unfinished');
});

test('a path that is a file is refused with the reason', () => {
  const path = newPath();
  writeFileSync(path, '');
  expect(refusal(path)).toMatchObject({ code: 'data-dir', message: expect.stringContaining('is a file') });
  expect(refusal(join(path, 'below')).code).toBe('data-dir');
});

test('the socket of a long path stands in the temporary directory, by a name of its own', () => {
  expect(dataDirAt('/data').adminSocket).toBe('/data/admin.sock');
  const long = `/data/${'x'.repeat(100)}`;
  const socket = dataDirAt(long).adminSocket;
  expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
  expect(dataDirAt(`${long}/`).adminSocket).toBe(socket);
  expect(dataDirAt(`${long}y`).adminSocket).not.toBe(socket);
});

test('keys of different purposes or secrets differ, and stay the same', () => {
  const key = deriveKey('secret', 'links');
  expect(key).toHaveLength(32);
  expect(deriveKey('secret', 'links')).toEqual(key);
  expect(deriveKey('secret', 'tokens')).not.toEqual(key);
  expect(deriveKey('other', 'links')).not.toEqual(key);
});
