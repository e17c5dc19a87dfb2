import { expect, test } from 'vitest';
import { gathered, type Part } from './export.ts';

async function* told(parts: readonly Part[]): AsyncIterable<Part> {
  for (const part of parts) yield await Promise.resolve(part);
}

async function copyOf(...parts: readonly Part[]): Promise<unknown> {
  const texts = await gathered(told(parts), '2026-11-22T00:00:00.000Z', () => undefined);
  return JSON.parse(texts.join(''));
}

test('a copy has a list for each section, also where that came in several parts or is empty', async () => {
  const copy = await copyOf(
    { section: 'profile', items: [{ handle: 'ada' }] },
    { section: 'chats', items: [] },
    { section: 'messages', items: [] },
    { section: 'messages', items: [{ text: '“]},' }, { text: 'b' }] },
    { section: 'messages', items: [{ text: 'c' }] },
  );
  expect(copy).toEqual({
    copiedAt: '2026-11-22T00:00:00.000Z',
    profile: [{ handle: 'ada' }],
    chats: [],
    messages: [{ text: '“]},' }, { text: 'b' }, { text: 'c' }],
  });
});

test('of nothing there is a copy too', async () => {
  expect(await copyOf()).toEqual({ copiedAt: '2026-11-22T00:00:00.000Z' });
});

test('it is told how many items have come', async () => {
  const counts: number[] = [];
  const parts = [1, 2].map((n) => ({ section: 'messages', items: Array.from({ length: n }, () => ({})) }));
  await gathered(told(parts), '', (count) => counts.push(count));
  expect(counts).toEqual([1, 3]);
});
