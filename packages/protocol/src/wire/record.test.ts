import { expect, test } from 'vitest';
import kept from '../../wire.json' with { type: 'json' };
import { wireBreaks } from './breaks.ts';
import { type WireRecord, wireRecord } from './record.ts';

test('no change of the tables breaks a client of the kept record, unless the level is raised', () => {
  expect(
    wireBreaks(kept as unknown as WireRecord, wireRecord()),
    'this breaks existing clients: undo it, or raise contractLevel in level.ts',
  ).toEqual([]);
});

test('the kept record is what the tables say', () => {
  expect(
    wireRecord(),
    'the wire changed: run `npm run docs`, and read what it does to packages/protocol/wire.json',
  ).toEqual(kept);
});

test('words are no part of the record', () => {
  expect(JSON.stringify(wireRecord())).not.toMatch(/"description":"/);
});
