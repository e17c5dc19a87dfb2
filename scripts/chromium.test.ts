import { expect, test } from 'vitest';
import { findChromium } from './chromium.ts';

function find({ paths, env = {} }: { paths: readonly string[]; env?: Record<string, string> }) {
  return findChromium({ env: { PATH: '/bin:/opt', ...env }, isProgram: (path) => paths.includes(path) });
}

test.each([
  '/bin/chromium',
  '/opt/chromium-browser',
  '/opt/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
])('it is found as %s', (path) => {
  expect(find({ paths: [path] })).toBe(path);
});

test('Chromium comes before Chrome, whichever folder comes first', () => {
  expect(find({ paths: ['/bin/google-chrome', '/opt/chromium'] })).toBe('/opt/chromium');
});

test('the one that is named is taken, or none', () => {
  const env = { KITH_CHROMIUM: '/mine/chrome' };
  expect(find({ paths: ['/bin/chromium', '/mine/chrome'], env })).toBe('/mine/chrome');
  expect(find({ paths: ['/bin/chromium'], env })).toBeUndefined();
});

test('a machine may have none', () => {
  expect(find({ paths: [] })).toBeUndefined();
});
