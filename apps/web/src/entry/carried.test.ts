import { afterEach, expect, test, vi } from 'vitest';
import { carried, carry, putDown, readCarried, readCode, takeFromAddress, writeCode } from './carried.ts';

afterEach(() => {
  putDown();
  vi.unstubAllGlobals();
});

test.for(['BCDF-GHJK', 'bcdfghjk', ' bcdf ghjk ', 'B C D F - g h j k\n', 'BCDF\u2013GHJK'])(
  'a code is read as people type and paste it: %j',
  (text) => {
    expect(readCode(text)).toBe('BCDFGHJK');
  },
);

test.for(['', 'BCDF-GHJ', 'BCDF-GHJKL', 'BCDF-GHJA', 'BCDF-GH0K', 'BCDF_GHJK'])(
  'this is no code: %j',
  (text) => {
    expect(readCode(text)).toBeNull();
  },
);

test('a code is shown in two halves', () => {
  expect(writeCode('BCDFGHJK')).toBe('BCDF-GHJK');
});

test.for([
  ['#ada.BCDFGHJK', 'ada'],
  ['ada.bcdf-ghjk', 'ada'],
  ['http://127.0.0.1:3000/link#ada.b-c_d.BCDFGHJK', 'ada.b-c_d'],
] as const)('handle and code are found in %s', ([text, handle]) => {
  expect(readCarried(text)).toEqual({ handle, code: 'BCDFGHJK' });
});

test.for(['', '#', '#invite=abc', '#BCDFGHJK', '#.BCDFGHJK', '#ada.short', 'http://example.test/link'])(
  'nothing is found in %j',
  (text) => {
    expect(readCarried(text)).toBeNull();
  },
);

test('a code leaves the address at once and is there until it is put down', () => {
  const replaced: unknown[] = [];
  vi.stubGlobal('location', { hash: '#ada.BCDFGHJK', pathname: '/link', search: '?a=1' });
  vi.stubGlobal('history', { state: 7, replaceState: (...given: unknown[]) => replaced.push(given) });
  expect(takeFromAddress()).toBe(true);
  expect(replaced).toEqual([[7, '', '/link?a=1']]);
  expect(carried()).toEqual({ handle: 'ada', code: 'BCDFGHJK' });
  putDown();
  expect(carried()).toBeNull();
});

test('an address without a code stays as it is, and what is carried too', () => {
  vi.stubGlobal('location', { hash: '#main', pathname: '/link', search: '' });
  carry({ handle: 'ada', code: 'BCDFGHJK' });
  expect(takeFromAddress()).toBe(false);
  expect(carried()).toEqual({ handle: 'ada', code: 'BCDFGHJK' });
});

test('a code outlives a reload of the page where the browser keeps something', async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  carry({ handle: 'ada', code: 'BCDFGHJK' });
  vi.resetModules();
  const reloaded = await import('./carried.ts');
  expect(reloaded.carried()).toEqual({ handle: 'ada', code: 'BCDFGHJK' });
  reloaded.putDown();
  expect(kept.size).toBe(0);
});
