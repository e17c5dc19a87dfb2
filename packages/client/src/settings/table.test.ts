import { expect, test } from 'vitest';
import { Table } from './table.ts';

function stage() {
  const table = new Table(() => 'new');
  table.begin([], { userSeq: 5, isSameLog: true });
  table.end();
  const told: string[] = [];
  const wait = async (rev: number) => {
    await table.seen(rev);
    told.push(`rev ${rev}`);
  };
  return { table, told, wait };
}

test('whoever waits for a rev is told once it is seen', async () => {
  const { table, told, wait } = stage();
  const both = [wait(7), wait(6)];
  table.begin([], { userSeq: 6, isSameLog: true });
  expect(told).toEqual([]);
  table.end();
  await both[1];
  expect(told).toEqual(['rev 6']);
  table.begin([], { userSeq: 9, isSameLog: true });
  table.end();
  await both[0];
  expect(told).toEqual(['rev 6', 'rev 7']);
});

test.each([
  ['the log was set back', (table: Table) => table.begin([], { userSeq: 1, isSameLog: false })],
  ['the user went', (table: Table) => table.clear()],
])('where %s nobody waits for a rev that will never come', async (_, happen) => {
  const { table, told, wait } = stage();
  const waiting = wait(6);
  happen(table);
  await waiting;
  expect(told).toEqual(['rev 6']);
});
