import { describe, expect, test } from 'vitest';
import {
  adopted,
  answered,
  type Confirmed,
  confirmed,
  contested,
  echoed,
  edited,
  edits,
  isSettled,
  isUnsaved,
  type Op,
  type Row,
  rebased,
  shown,
  stored,
  taken,
  untold,
  wireOp,
  withdrawn,
} from './row.ts';

const told = (value: string | undefined, rev: number): Confirmed => ({
  value,
  rev,
  at: 0,
  editedAt: 0,
  device: 'dev_other',
  take: 1,
});
const edit = (id: string, value: string, editedAt = 0) => ({ id, value, editedAt });
const empty: Row = {};

describe('what shows', () => {
  test('is an edit of another tab until as much is seen here as there, also where it is told no more', () => {
    const [op] = edits(edited(empty, edit('a', 'dark')));
    if (op === undefined) throw new Error('it was edited');
    const before = confirmed(empty, told('light', 3));
    let row = echoed(before, { tab: 'other', told: [{ op }], rev: 3 });
    row = echoed(row, { tab: 'other', told: [], rev: 9 });
    expect([shown(row)?.value, isUnsaved(row)]).toEqual(['dark', false]);
    row = confirmed(row, told('dark', 9));
    expect([shown(row)?.value, isSettled(row)]).toEqual(['dark', true]);
  });

  test('an edit follows none that may still become another one elsewhere', () => {
    const [op] = edits(edited(empty, edit('a', 'dark')));
    if (op === undefined) throw new Error('it was edited');
    const elsewhere = (given: object) =>
      edited(echoed(empty, { tab: 'other', told: [{ op, ...given }], rev: 0 }), edit('b', 'sepia')).pending;
    expect(elsewhere({})).toMatchObject({ base: 0, after: 'a' });
    expect(elsewhere({ isPending: true })?.after).toBeUndefined();
    expect(edited(adopted(empty, op), edit('b', 'sepia')).pending).toMatchObject({ after: 'a' });
    expect(edited(adopted(empty, { ...op, isShared: true }), edit('b', 'x')).pending?.after).toBeUndefined();
  });

  test('is never an edit older than one of this device that is stored and seen, whichever tab made it', () => {
    let row = edited(confirmed(empty, told('light', 3)), edit('a', 'dark'));
    const [older] = edits(row);
    if (older === undefined) throw new Error('it was edited');
    row = echoed(confirmed(empty, told('light', 3)), { tab: 'other', told: [{ op: older }], rev: 3 });
    expect(shown(row)?.value).toBe('dark');
    row = taken(edited(row, edit('b', 'sepia')));
    row = answered(confirmed(row, told('sepia', 5)), { id: 'b', outcome: 'applied', rev: 5 });
    expect(shown(row)?.value).toBe('sepia');
    row = echoed(row, { tab: 'other', told: [], rev: 5 });
    expect([shown(row)?.value, isSettled(row)]).toEqual(['sepia', true]);
  });

  test('is the newest of: pending, in flight, acked and not yet seen, confirmed', () => {
    let row = confirmed(empty, told('light', 3));
    expect(shown(row)?.value).toBe('light');
    row = edited(row, edit('a', 'dark'));
    expect(shown(row)?.value).toBe('dark');
    row = edited(taken(row), edit('b', 'sepia'));
    expect(shown(row)?.value).toBe('sepia');
    row = answered(row, { id: 'a', outcome: 'applied', rev: 4 });
    expect(shown(row)?.value).toBe('sepia');
    row = answered(taken(row), { id: 'b', outcome: 'applied', rev: 5 });
    expect(shown(row)?.value).toBe('sepia');
    row = confirmed(row, told('dark', 4));
    expect(shown(row)?.value).toBe('sepia');
    row = confirmed(row, told('sepia', 5));
    expect([shown(row)?.value, isSettled(row)]).toEqual(['sepia', true]);
  });

  test('an edit that is taken back leaves what was below it', () => {
    const sent = taken(edited(confirmed(empty, told('light', 3)), edit('a', 'dark')));
    expect(withdrawn(edited(sent, edit('b', 'sepia')))).toEqual(sent);
    expect(withdrawn(sent)).toBe(sent);
  });

  test('what the server holds is what it told or answered last, and of an edit that lost nothing is known', () => {
    let row = confirmed(empty, told('light', 3));
    row = taken(edited(row, edit('a', 'dark')));
    expect(stored(row)).toBe('light');
    expect(stored(answered(row, { id: 'a', outcome: 'applied', rev: 4 }))).toBe('dark');
    expect(stored(answered(row, { id: 'a', outcome: 'superseded', rev: 4 }))).toBeUndefined();
  });

  test('an unset shows what lies below, and is no missing layer', () => {
    const row = edited(confirmed(empty, told('light', 3)), { id: 'a', value: undefined, editedAt: 0 });
    expect(shown(row)).toMatchObject({ value: undefined });
  });

  test('an edit that lost shows until the one that won is here: never what was before both', () => {
    let row = taken(edited(confirmed(empty, told('light', 3)), edit('a', 'mine')));
    row = answered(row, { id: 'a', outcome: 'superseded', rev: 7 });
    expect(shown(row)?.value).toBe('mine');
    expect(shown(confirmed(row, told('theirs', 7)))?.value).toBe('theirs');
  });

  test('an event that came before its ack leaves nothing behind', () => {
    let row = taken(edited(empty, edit('a', 'dark')));
    row = confirmed(row, told('dark', 1));
    row = answered(row, { id: 'a', outcome: 'applied', rev: 1 });
    expect(isSettled(row)).toBe(true);
  });

  test('a rejected op shows no more', () => {
    const row = answered(taken(edited(confirmed(empty, told('light', 3)), edit('a', 'dark'))), {
      id: 'a',
      outcome: 'rejected',
      code: 'too-large',
    });
    expect(shown(row)?.value).toBe('light');
  });

  test('revs never go back', () => {
    const row = confirmed(confirmed(empty, told('new', 5)), told('old', 4));
    expect(shown(row)?.value).toBe('new');
  });

  test('what a whole snapshot does not tell is unset; what waits stays', () => {
    const row = edited(confirmed(empty, told('light', 3)), edit('a', 'dark'));
    expect(untold(row, 1)).toBe(row);
    expect(untold(row, 2)).toEqual({ pending: row.pending });
  });
});

describe('the op', () => {
  const pending = (row: Row): Op | undefined => row.pending;

  test('has the base that its first edit looked at; later edits replace value and age alone', () => {
    let row = edited(confirmed(empty, told('light', 3)), edit('a', 'dark', 10));
    row = edited(confirmed(row, told('blue', 4)), edit('b', 'sepia', 20));
    expect(pending(row)).toMatchObject({ id: 'a', value: 'sepia', base: 3, editedAt: 20 });
  });

  test('follows the one in flight, on the same base', () => {
    const row = edited(taken(edited(confirmed(empty, told('x', 3)), edit('a', 'dark'))), edit('b', 'sepia'));
    expect(pending(row)).toMatchObject({ id: 'b', base: 3, after: 'a' });
  });

  test('follows an acked one on the rev that it got', () => {
    const acked = answered(taken(edited(confirmed(empty, told('x', 3)), edit('a', 'dark'))), {
      id: 'a',
      outcome: 'applied',
      rev: 9,
    });
    expect(pending(edited(acked, edit('b', 'sepia')))).toMatchObject({ base: 9, after: 'a' });
  });

  test('of another log has no base, a new id, and the newest value', () => {
    const row = edited(taken(edited(confirmed(empty, told('x', 30)), edit('a', 'dark'))), edit('b', 'sepia'));
    expect(rebased(row, () => 'c')).toEqual({
      pending: { id: 'c', first: 'b', value: 'sepia', base: 0, editedAt: 0, order: 2 },
    });
    expect(rebased(confirmed(empty, told('x', 30)), () => 'c')).toEqual({});
  });

  test('has its age computed at every send, and none from a clock that was set back', () => {
    const op: Op = { id: 'a', value: 1, base: 0, editedAt: 5000, order: 1 };
    const where = { key: 'k', scope: 'user', contactAt: 3000 };
    expect(wireOp(op, { ...where, now: 5200 }).ageMs).toBe(200);
    expect(wireOp(op, { ...where, now: 9000 }).ageMs).toBe(4000);
    expect(wireOp(op, { ...where, now: 4000 }).ageMs).toBe(1000);
    expect(wireOp(op, { ...where, now: 2000 }).ageMs).toBe(0);
  });

  test('is set or unset, compare-and-set follows nothing', () => {
    const where = { key: 'k', scope: 'user', contactAt: 0, now: 0 };
    const op: Op = { id: 'a', value: undefined, base: 0, editedAt: 0, order: 1, ifBase: true, after: 'b' };
    expect(wireOp(op, where)).toEqual({
      id: 'a',
      key: 'k',
      scope: 'user',
      base: 0,
      ageMs: 0,
      unset: true,
      ifBase: true,
    });
  });
});

test('of a key whose conflicts a person settles the newest of each device waits, of eight devices at most', () => {
  const rival = (device: string, value: string) => ({ value, device, editedAt: 0, entry: value });
  let row = contested(confirmed(empty, told('stands', 9)), rival('one', 'first'), told(undefined, 9));
  row = contested(row, rival('two', 'other'), told(undefined, 9));
  row = contested(row, rival('one', 'second'), told(undefined, 9));
  expect(row.confirmed?.rivals?.map(({ value }) => value)).toEqual(['other', 'second']);
  expect([shown(row)?.value, row.confirmed?.rev]).toEqual(['stands', 9]);
  for (const name of ['3', '4', '5', '6', '7', '8', '9'])
    row = contested(row, rival(name, name), told(undefined, 9));
  expect(row.confirmed?.rivals?.map(({ value }) => value)).toEqual([
    'second',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
  ]);
  expect(confirmed(row, told('chosen', 10)).confirmed?.rivals).toBeUndefined();
});
