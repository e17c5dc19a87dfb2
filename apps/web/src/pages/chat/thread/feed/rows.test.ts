import type { Item, Line, Message } from '@kith/client/chat';
import { describe, expect, test } from 'vitest';
import { headOf, isSameRow, type Row, rowsOf } from './rows.ts';

const noon = new Date(2026, 5, 10, 12).getTime();
const minute = 60_000;
const day = 24 * 60 * minute;

function message(seq: number, over: Partial<Message> = {}): Message {
  return {
    kind: 'message',
    id: `msg_${seq}`,
    key: `msg_${seq}`,
    seq,
    at: noon + seq * 1000,
    user: 'anna',
    isOwn: false,
    text: `text ${seq}`,
    replyTo: null,
    mentions: [],
    mentionsMe: false,
    editedAt: null,
    deletedBy: null,
    reactions: [],
    replies: 0,
    state: 'sent',
    error: null,
    pending: null,
    ...over,
  };
}

function line(seq: number, over: Partial<Line> = {}): Line {
  return {
    kind: 'line',
    key: `line_${seq}`,
    seq,
    at: noon + seq * 1000,
    type: 'member.joined',
    user: `user_${seq}`,
    by: null,
    reason: 'joined',
    role: null,
    title: null,
    ...over,
  };
}

const own = { user: 'me', isOwn: true };

/** `day`, `unread`, then `[` and `]` where a group begins and ends. */
function shape(row: Row): string {
  const head = `${row.day === null ? '' : 'day '}${row.isUnreadFirst ? 'unread ' : ''}`;
  if (row.kind === 'lines') return `${head}${row.lines.map(({ seq }) => seq).join('+')}`;
  return `${head}${row.isGroupFirst ? '[' : ''}${row.message.seq}${row.isGroupLast ? ']' : ''}`;
}

function shapes(items: readonly Item[], options: Partial<Parameters<typeof rowsOf>[1]> = {}): string[] {
  return rowsOf(items, { divider: null, hasBefore: false, ...options }).map(shape);
}

describe('who is in from the beginning', () => {
  const begun = { reason: 'created', by: 'anna' } as const;
  const items = [
    line(1, { ...begun, user: 'anna' }),
    line(2, { type: 'chat.created', user: null, by: 'anna', reason: null }),
    line(3, { ...begun, user: 'ben' }),
    line(4, { by: 'anna', reason: 'added' }),
  ];

  test('is said of those whom somebody else put in', () => {
    expect(shapes(items)).toEqual(['day 2', '3', '4']);
  });

  test('need not be said where there are two', () => {
    expect(shapes(items, { isDirect: true })).toEqual(['day 2', '4']);
  });
});

describe('groups', () => {
  test('messages of one person are one group, those of another begin the next', () => {
    expect(shapes([message(1), message(2), message(3, own)])).toEqual(['day [1', '2]', '[3]']);
  });

  test('five minutes later another group begins', () => {
    const later = { at: noon + 1000 + 5 * minute };
    expect(shapes([message(1), message(2, later)])).toEqual(['day [1]', '[2]']);
  });

  test('a line ends a group', () => {
    expect(shapes([message(1), line(2), message(3)])).toEqual(['day [1]', '2', '[3]']);
  });
});

describe('days', () => {
  test('the first message of a day says so, and begins a group', () => {
    expect(shapes([message(1), message(2, { at: noon + day })])).toEqual(['day [1]', 'day [2]']);
  });

  test('the first message that is loaded says no day while earlier ones are not loaded', () => {
    expect(shapes([message(1)], { hasBefore: true })).toEqual(['[1]']);
  });
});

describe('lines', () => {
  test('several who came are one row, several who went another', () => {
    const left = { type: 'member.left', reason: 'left' } as const;
    expect(shapes([line(1), line(2), line(3, left), line(4, left)])).toEqual(['day 1+2', '3+4']);
  });

  test('what is not of one type and reason stands alone', () => {
    const items = [line(1), line(2, { reason: 'added' }), line(3, { type: 'chat.updated' }), line(4)];
    expect(shapes(items)).toEqual(['day 1', '2', '3', '4']);
  });
});

describe('the unread divider', () => {
  test('stands before the first message of another behind what was read', () => {
    const items = [message(1), message(2, own), message(3), message(4)];
    expect(shapes(items, { divider: 1 })).toEqual(['day [1]', '[2]', 'unread [3', '4]']);
  });

  test('stands nowhere while the first unread message is not loaded', () => {
    expect(shapes([message(7), message(8)], { divider: 3, hasBefore: true })).toEqual(['[7', '8]']);
  });

  test('skips what was deleted, and lines', () => {
    const items = [message(1), line(2), message(3, { text: null }), message(4)];
    expect(shapes(items, { divider: 1 })).toEqual(['day [1]', '2', '[3]', 'unread [4]']);
  });
});

test('an unsent message stands in the group of those before it, and is never unread', () => {
  const items = [message(1, own), message(2, { ...own, seq: null, state: 'sending' })];
  expect(shapes(items, { divider: 0 })).toEqual(['day [1', 'null]']);
});

test('the head of a row differs where a name or a day stands above it', () => {
  const [alone] = rowsOf([message(2)], { divider: null, hasBefore: true });
  const [, second] = rowsOf([message(1), message(2)], { divider: null, hasBefore: true });
  if (alone === undefined || second === undefined) throw new Error('two rows');
  expect(headOf(alone)).not.toBe(headOf(second));
  expect(isSameRow(alone, second)).toBe(false);
});

test('rows made anew of the same items are the same rows', () => {
  const items = [message(1), line(2), line(3), message(4)];
  const options = { divider: 1, hasBefore: false };
  const again = rowsOf(items, options);
  expect(rowsOf(items, options).every((row, at) => isSameRow(row, again[at] ?? row))).toBe(true);
});
