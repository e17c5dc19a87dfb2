import type { Hit } from '@kith/client/chat';
import { expect, test } from 'vitest';
import { noHits, withPage } from './hits.ts';

function hit(id: string): Hit {
  return { id } as unknown as Hit;
}

const asked = { query: 'tea', chat: null };
const first = withPage(noHits, asked, { hits: [hit('a')], next: '9' }, undefined);

test('a further page goes behind those before it', () => {
  const both = withPage(first, asked, { hits: [hit('b')], next: null }, '9');
  expect(both.list.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(both.next).toBeNull();
});

test('a page of an earlier search, or one that came twice, is dropped', () => {
  const again = { ...asked };
  const other = withPage(first, again, { hits: [hit('c')], next: '9' }, undefined);
  expect(withPage(other, asked, { hits: [hit('b')], next: null }, '9')).toBe(other);
  const both = withPage(first, asked, { hits: [hit('b')], next: '5' }, '9');
  expect(withPage(both, asked, { hits: [hit('b')], next: '5' }, '9')).toBe(both);
});
