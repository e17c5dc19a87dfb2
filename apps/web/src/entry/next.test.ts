import { describe, expect, it } from 'vitest';
import { leadsToLink, nextIn, withNext } from './next.ts';

const origin = 'https://kith.example';
const next = (path: string) => nextIn(`?next=${encodeURIComponent(path)}`, origin);

describe('where a login leads', () => {
  it.each(['/', '/app', '/link?request=lnk_1', '/settings#data', '/a%2Fb'])(
    'follows the own path %s',
    (path) => {
      expect(next(path)).toBe(path);
    },
  );

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' //evil.example',
    'app',
    '',
  ])('never follows %j', (path) => {
    expect(next(path)).toBeNull();
  });

  it('does not lead back to the pages of the way in', () => {
    expect(next('/login')).toBeNull();
    expect(next('/register?next=/app')).toBeNull();
  });

  it('is nothing where nothing was asked', () => {
    expect(nextIn('', origin)).toBeNull();
    expect(nextIn('?why=expired', origin)).toBeNull();
  });

  it('goes along from one page of the way in to the other', () => {
    const path = withNext('/register', '/link?request=lnk_1&x=2');
    expect(nextIn(path.slice(path.indexOf('?')), origin)).toBe('/link?request=lnk_1&x=2');
    expect(withNext('/login', null)).toBe('/login');
  });

  it.each([
    ['/link', true],
    ['/link?request=lnk_1', true],
    ['/linked', false],
    ['/', false],
    [null, false],
  ])('%s is the way to join: %s', (path, is) => {
    expect(leadsToLink(path)).toBe(is);
  });
});
