import { describe, expect, test } from 'vitest';
import { floors, isBelow, type LockedPackage, lockfileFindings } from './lockfile.ts';

function findings(path: string, entry: LockedPackage): string[] {
  return lockfileFindings({ packages: { '': { version: '0.0.0' }, [path]: entry } });
}

test('a package of the registry at or above its floor is fine', () => {
  expect(findings('node_modules/ws', { version: '8.21.1' })).toEqual([]);
  expect(findings('node_modules/unheard-of', { version: '0.0.1' })).toEqual([]);
});

test('the workspaces themselves are not looked at', () => {
  expect(findings('packages/server', { version: '0.1.0' })).toEqual([]);
  expect(findings('node_modules/@kith/server', { link: true, resolved: 'packages/server' })).toEqual([]);
});

describe('refused is', () => {
  test('a version below an advisory, at any depth', () => {
    expect(findings('node_modules/ws', { version: '8.21.0' })).toEqual([
      `ws 8.21.0 is below 8.21.1: ${floors.ws?.why}`,
    ]);
    expect(findings('node_modules/a/node_modules/hono', { version: '4.12.20' })).toHaveLength(1);
    expect(findings('node_modules/@hono/node-server', { version: '1.19.9' })).toHaveLength(1);
  });

  test.each([
    'git+ssh://git@example.org/a/b.git#1',
    'https://example.org/a.tgz',
    'https://registry.example/a.tgz',
  ])('a package that is bound to one place: %s', (resolved) => {
    expect(findings('node_modules/a', { version: '1.0.0', resolved })).toEqual([
      `a is bound to one place, ${resolved}: see .npmrc`,
    ]);
  });

  test('what has no version', () => {
    expect(findings('node_modules/a', {})).toHaveLength(1);
    expect(findings('node_modules/a', { version: 'git+https://example.org/a' })).toHaveLength(1);
  });

  test('a script at install, save of node', () => {
    expect(findings('node_modules/a', { version: '1.0.0', hasInstallScript: true })).toEqual([
      'a runs a script at install',
    ]);
    expect(findings('node_modules/node', { version: '26.0.0', hasInstallScript: true })).toEqual([]);
  });

  test('a script at install not where none is run', () => {
    const packages = { 'node_modules/a': { version: '1.0.0', hasInstallScript: true } };
    expect(lockfileFindings({ packages }, { runsScripts: false })).toEqual([]);
  });
});

test.each([
  ['8.21.0', '8.21.1', true],
  ['8.9.9', '8.21.1', true],
  ['8.21.1', '8.21.1', false],
  ['8.22.0', '8.21.1', false],
  ['10.0.0', '8.21.1', false],
  ['8.21.1-beta.1', '8.21.1', true],
  ['8.21.2-beta.1', '8.21.1', false],
])('%s below %s: %s', (version, floor, below) => {
  expect(isBelow(version, floor)).toBe(below);
});
