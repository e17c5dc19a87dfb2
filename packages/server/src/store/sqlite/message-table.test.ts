/** Messages that wait for the index of words: how many, what becomes of them, and what a file of earlier days has. */
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { message, stone } from '../state-contract/stage.ts';
import { MessageTable } from './message-table.ts';
import { readMeta } from './meta.ts';
import { migrate } from './migrate.ts';
import type { Row } from './tables.ts';
import { Words } from './words.ts';

let db: DatabaseSync;
let table: MessageTable;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  onTestFinished(() => db.close());
  migrate(db, 1);
  table = new MessageTable(db);
});

function say(seq: number, text: string): void {
  table.put(message('cht_a', seq, { text }) as unknown as Row);
}

/** Numbers of the messages that stand in the index. */
function indexed(): number[] {
  return db
    .prepare('SELECT id FROM message_words_docsize')
    .all()
    .map(({ id }) => Number(id));
}

function found(word: string): number[] {
  const phrases = [{ words: [word], isBeginning: false }];
  return new Words(db).search({ phrases, chats: ['cht_a'], limit: 100 }).map(({ seq }) => seq);
}

test('new messages wait until some dozens do, or long ones, also after the program began anew', () => {
  for (let seq = 1; seq < 64; seq += 1) say(seq, 'tea');
  expect([table.isIndexDue, indexed()]).toEqual([false, []]);
  expect(new MessageTable(db).isIndexDue).toBe(false);
  say(64, 'tea');
  expect(table.isIndexDue).toBe(true);
  expect(new MessageTable(db).isIndexDue).toBe(true);
  table.index();
  expect([table.isIndexDue, indexed().length]).toEqual([false, 64]);
  say(65, 'я'.repeat(20_000));
  expect(table.isIndexDue).toBe(false);
  say(66, 'я'.repeat(20_000));
  expect(table.isIndexDue).toBe(true);
  expect(new MessageTable(db).isIndexDue).toBe(true);
});

test('what is edited or deleted while it waits enters the index as it is then, and not before', () => {
  say(9, 'before');
  table.index();
  for (const [seq, text] of ['tea', 'tea', 'tea', '?!'].entries()) say(seq + 1, text);
  say(1, 'coffee');
  table.put(stone('cht_a', 2) as unknown as Row);
  expect(indexed()).toEqual([1]);
  expect([found('tea'), found('coffee')]).toEqual([[3], [1]]);
  table.index();
  expect(indexed()).toEqual([1, 2, 4]);
  expect([found('tea'), found('coffee')]).toEqual([[3], [1]]);
  expect(readMeta(db, 'indexedTo')).toBe(5);
});

test('what stands in the index is changed there at once', () => {
  say(1, 'tea');
  say(2, 'tea');
  table.index();
  say(1, 'coffee');
  table.put(stone('cht_a', 2) as unknown as Row);
  expect(indexed()).toEqual([1]);
  say(1, '');
  expect(indexed()).toEqual([]);
});

test('who gets the number of a message that is gone waits like any other', () => {
  for (const seq of [1, 2, 3]) say(seq, 'tea');
  table.index();
  for (const seq of [2, 3]) table.remove(['cht_a', seq]);
  say(4, 'coffee');
  expect(readMeta(db, 'indexedTo')).toBe(1);
  expect([found('coffee'), indexed()]).toEqual([[4], [1]]);
  table.index();
  expect([found('coffee'), found('tea'), indexed()]).toEqual([[4], [1], [1, 2]]);
});

test('what is rolled back is known to wait no more', () => {
  say(1, 'tea');
  table.index();
  db.exec('BEGIN');
  for (let seq = 2; seq < 99; seq += 1) say(seq, 'tea');
  table.index();
  db.exec('ROLLBACK');
  table.reload();
  expect(table.isIndexDue).toBe(false);
  say(2, 'tea');
  expect([found('tea'), indexed(), readMeta(db, 'indexedTo')]).toEqual([[2, 1], [1], 1]);
});
