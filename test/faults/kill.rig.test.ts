import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { killRun } from './kill-run.ts';

test('nothing acknowledged is lost, doubled, left out or reordered by kill -9 under load', async () => {
  const { violations, line, record } = await killRun({ seed: randomInt(2 ** 32), kills: 8, newcomers: 3 });
  console.log(line);
  expect(violations, `${line}; record: ${record}`).toEqual([]);
});
