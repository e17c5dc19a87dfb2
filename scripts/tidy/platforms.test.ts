import { expect, test } from 'vitest';
import type { LockedPackage } from './lockfile.ts';
import { missingPlatforms } from './platforms.ts';

function missing(packages: Record<string, LockedPackage>) {
  return missingPlatforms({ packages: { '': {}, ...packages } });
}

const owner = { version: '1.0.0', dev: true, optionalDependencies: { '@tool/linux-x64-musl': '1.0.0' } };

test('an optional package that is not described would fail npm ci', () => {
  expect(missing({ 'node_modules/tool': owner })).toEqual([
    {
      path: 'node_modules/@tool/linux-x64-musl',
      entry: { version: '1.0.0', cpu: ['x64'], libc: ['musl'], os: ['linux'], dev: true, optional: true },
    },
  ]);
});

test('one that is described, beside its owner or above, is fine', () => {
  const described = { version: '1.0.0' };
  const name = 'node_modules/@tool/linux-x64-musl';
  expect(missing({ 'node_modules/tool': owner, [name]: described })).toEqual([]);
  expect(missing({ 'node_modules/tool': owner, [`node_modules/tool/${name}`]: described })).toEqual([]);
  expect(missing({ 'node_modules/a/node_modules/tool': owner, [name]: described })).toEqual([]);
  expect(
    missing({ 'node_modules/a/node_modules/tool': owner, [`node_modules/a/${name}`]: described }),
  ).toEqual([]);
  expect(missing({ 'packages/server': owner, [name]: described })).toEqual([]);
});

test.each([
  ['cli-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['binding-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
  ['binding-wasm32-wasi', { cpu: ['wasm32'] }],
])('%s says where it runs', (name, platform) => {
  const [found] = missing({ 'node_modules/tool': { optionalDependencies: { [name]: '1.0.0' } } });
  expect(found?.entry).toEqual({ version: '1.0.0', ...platform, optional: true });
});
