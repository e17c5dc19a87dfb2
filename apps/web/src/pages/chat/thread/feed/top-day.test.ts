import type { Line } from '@kith/client/chat';
import { expect, test } from 'vitest';
import type { LinesRow } from './rows.ts';
import { type Drawn, topDay } from './top-day.ts';

function row(at: number, day: number | null = null): LinesRow {
  const line: Line = {
    kind: 'line',
    key: `line_${at}`,
    seq: at,
    at,
    type: 'member.joined',
    user: null,
    by: null,
    reason: null,
    role: null,
    title: null,
  };
  return { kind: 'lines', key: line.key, lines: [line], day, isUnreadFirst: false };
}

const drawn = (of: LinesRow, top: number): Drawn => ({ row: of, top, bottom: top + 40 });

test('it is the day of the first row that can be seen', () => {
  expect(topDay([drawn(row(1), -60), drawn(row(2), -20), drawn(row(3), 20)])).toBe(3);
});

test('where a line says a day in the same place, it stands back', () => {
  expect(topDay([drawn(row(1), -30), drawn(row(2, 2), 10)])).toBe(null);
  expect(topDay([drawn(row(1), 10), drawn(row(2, 2), 50)])).toBe(1);
});

test('of no rows there is no day', () => {
  expect(topDay([])).toBe(null);
});
