/** The rows of messages and the index of their words: new ones wait for it, what stands in it is kept in step. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { wordsOf } from '../../domain/messages/words.ts';
import type { KeyPart } from '../../domain/rows.ts';
import { readMeta, writeMeta } from './meta.ts';
import { type Row, Table } from './tables.ts';
import { chatWord } from './words.ts';

/** So many messages, or characters of theirs, may wait: each search looks through them. */
const waitingMax = { messages: 64, chars: 32_768 };

/** A message as the index of words knows it. */
interface Indexed {
  readonly number: number;
  readonly live: 0 | 1;
  readonly text: string | null;
}

/** Messages that are not in the index: those behind `indexedTo`. How many, and how long, is never said too low. */
interface Waiting {
  indexedTo: number;
  messages: number;
  chars: number;
}

/**
 * The rows of messages.
 *
 * To write a message into the index costs as much as to store it, and a dozen of them little more than one. So they
 * enter it together, behind the answers, and what is changed before that never was in it.
 */
export class MessageTable extends Table {
  readonly #db: DatabaseSync;
  readonly #indexed: StatementSync;
  readonly #size: StatementSync;
  readonly #unindexed: StatementSync;
  readonly #last: StatementSync;
  readonly #forget: StatementSync;
  readonly #keep: StatementSync;
  /** Undefined: it is to be read anew. */
  #known: Waiting | undefined;

  constructor(db: DatabaseSync) {
    super(db, 'messages');
    this.#db = db;
    this.#indexed = db.prepare(
      'SELECT number, live, text FROM messages WHERE chat_id = ? AND seq = ? AND number <= ?',
    );
    const behind = 'FROM messages WHERE number > ? AND live = 1';
    this.#size = db.prepare(`SELECT count(*) AS messages, coalesce(sum(length(text)), 0) AS chars ${behind}`);
    this.#unindexed = db.prepare(`SELECT number, chat_id AS "chatId", text ${behind} ORDER BY number`);
    this.#last = db.prepare('SELECT coalesce(max(number), 0) AS last FROM messages');
    // The index does not know what stands in a row: it is told the same words that it was given.
    this.#forget = db.prepare(
      "INSERT INTO message_words (message_words, rowid, chat, words) VALUES ('delete', ?, ?, ?)",
    );
    this.#keep = db.prepare('INSERT INTO message_words (rowid, chat, words) VALUES (?, ?, ?)');
  }

  override put(row: Row): void {
    const key = this.keyOf(row);
    const earlier = this.#find(key);
    super.put(row);
    const { live, text } = row as unknown as Indexed;
    if (earlier !== undefined) {
      this.#follow(key, earlier, { live, text });
      return;
    }
    const waiting = this.#waiting;
    waiting.messages += 1;
    waiting.chars += text?.length ?? 0;
  }

  override remove(key: readonly KeyPart[]): void {
    const earlier = this.#find(key);
    super.remove(key);
    if (earlier === undefined) return;
    this.#follow(key, earlier, undefined);
    // The number of what was last is given again, and whoever gets it waits like any other.
    const { last } = this.#last.get() as { last: number };
    if (last < this.#waiting.indexedTo) this.#indexTo(last);
  }

  /** Whether so many messages wait for the index that they are worth the work. */
  get isIndexDue(): boolean {
    const { messages, chars } = this.#waiting;
    return messages >= waitingMax.messages || chars >= waitingMax.chars;
  }

  /** Puts what waits into the index; the caller has a transaction open. */
  index(): void {
    for (const row of this.#unindexed.iterate(this.#waiting.indexedTo)) {
      const { number, chatId, text } = row as unknown as { number: number; chatId: string; text: string };
      const words = wordsIn({ live: 1, text });
      if (words !== '') this.#keep.run(number, chatWord(chatId), words);
    }
    this.#indexTo((this.#last.get() as { last: number }).last);
    this.reload();
  }

  /** Forgets what it knows: the database is not what it was made to be. */
  reload(): void {
    this.#known = undefined;
  }

  get #waiting(): Waiting {
    if (this.#known === undefined) {
      const indexedTo = readMeta(this.#db, 'indexedTo');
      this.#known = { indexedTo, ...(this.#size.get(indexedTo) as unknown as Omit<Waiting, 'indexedTo'>) };
    }
    return this.#known;
  }

  #indexTo(indexedTo: number): void {
    writeMeta(this.#db, { indexedTo });
    this.#waiting.indexedTo = indexedTo;
  }

  /** The message with this key, if it stands in the index. */
  #find(key: readonly KeyPart[]): Indexed | undefined {
    return this.#indexed.get(...key, this.#waiting.indexedTo) as Indexed | undefined;
  }

  #follow([chat]: readonly KeyPart[], earlier: Indexed, now: Omit<Indexed, 'number'> | undefined): void {
    const [before, after] = [wordsIn(earlier), wordsIn(now)];
    if (before === after) return;
    const where = chatWord(String(chat));
    if (before !== '') this.#forget.run(earlier.number, where, before);
    if (after !== '') this.#keep.run(earlier.number, where, after);
  }
}

/** What the index is told of a message; nothing where it is deleted or has no words. */
function wordsIn(message: Omit<Indexed, 'number'> | undefined): string {
  return message?.live === 1 ? wordsOf(message.text ?? '').join(' ') : '';
}
