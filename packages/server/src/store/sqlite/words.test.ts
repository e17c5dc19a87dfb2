/** The index of words: what it costs to ask it. */
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { MessageTable } from './message-table.ts';
import { migrate } from './migrate.ts';
import { Words } from './words.ts';

/** The least time of some. */
function least(times: number, work: () => unknown): number {
  const taken = Array.from({ length: times }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return Math.min(...taken);
}

test('a beginning of two or three letters costs about as much as a word, however many words begin so', () => {
  const db = new DatabaseSync(':memory:');
  onTestFinished(() => db.close());
  migrate(db, 1);
  const messages = new MessageTable(db);
  const rest = { replyTo: null, mentions: null, editedAt: null, deletedAt: null, deletedBy: null };
  db.exec('BEGIN');
  for (let seq = 1; seq <= 3_000; seq += 1) {
    const text = `the ${Array.from({ length: 20 }, (_, index) => `the${seq * 20 + index}`).join(' ')}`;
    const said = { chatId: 'cht_a', seq, id: `msg_${seq}`, at: seq, userId: 'usr_a', deviceId: null, text };
    messages.put({ ...said, ...rest, live: 1 });
  }
  messages.index();
  db.exec('COMMIT');
  const index = new Words(db);
  const search = (word: string, isBeginning: boolean) =>
    index.search({ phrases: [{ words: [word], isBeginning }], chats: ['cht_a'], limit: 50 });
  expect(search('th', true)).toEqual(search('the', false));
  const word = least(50, () => search('the', false));
  for (const letters of ['th', 'the']) expect(least(50, () => search(letters, true)) / word).toBeLessThan(15);
});
