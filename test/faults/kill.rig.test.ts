import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { killRun } from './kill-run.ts';

test('nothing acknowledged is lost, doubled, left out or reordered by kill -9 under load', async () => {
  const seed = randomInt(2 ** 32);
  const { violations, counts, line, record } = await killRun({ seed, kills: 8, newcomers: 3 });
  console.log(line);
  expect(violations, `${line}; record: ${record}`).toEqual([]);
  // A kill that meets nobody proves nothing.
  expect(counts).toMatchObject({ kills: 8 });
  expect(Math.min(counts.acked, counts.unknown, counts.retried, counts.inChats)).toBeGreaterThan(100);
  expect(counts.limited).toBeGreaterThan(10);
});
