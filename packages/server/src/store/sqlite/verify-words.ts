/** Verifying the index of words: it holds the live messages up to a number, and of each as many words as its text has. */
import type { DatabaseSync } from 'node:sqlite';
import { wordsOf } from '../../domain/messages/words.ts';
import { readMeta } from './meta.ts';
import type { Problems } from './problems.ts';

/** A message, an entry of the index, or both. */
interface Pair {
  readonly number: number;
  readonly text: string | null;
  /** How many words of each column the index holds, as SQLite's variable-length integers. */
  readonly sizes: Uint8Array | null;
}

/** Checks every message. */
export function verifyWords(db: DatabaseSync, problems: Problems): void {
  const indexedTo = readMeta(db, 'indexedTo');
  const { last } = db.prepare('SELECT coalesce(max(number), 0) AS last FROM messages').get() as {
    last: number;
  };
  if (indexedTo > last)
    problems.add(`rows: the index of words is ahead of the messages: ${indexedTo}, ${last}`);
  const pairs = db.prepare(
    `SELECT coalesce(m.number, d.id) AS number, m.text, d.sz AS sizes
    FROM (SELECT number, text FROM messages WHERE live = 1) m FULL JOIN message_words_docsize d ON d.id = m.number`,
  );
  for (const { number, text, sizes } of pairs.iterate() as unknown as Iterable<Pair>) {
    // What waits for the index is not in it.
    const words = number > indexedTo ? 0 : wordsOf(text ?? '').length;
    // Where there are words there is one more: that of the chat.
    const wanted = words === 0 ? [] : [1, words];
    if (String(integersOf(sizes ?? new Uint8Array())) !== String(wanted)) {
      problems.add(`rows: the words of a message are not those of its text: number ${number}`);
    }
  }
}

/** Reads integers of seven bits a byte, the high ones first. */
function integersOf(bytes: Uint8Array): number[] {
  const integers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 127);
    if (byte >= 128) continue;
    integers.push(value);
    value = 0;
  }
  return integers;
}
