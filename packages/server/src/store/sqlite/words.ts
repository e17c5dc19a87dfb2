/** The index of words: which live messages hold them, kept in step with the rows of messages. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { wordsOf } from '../../domain/messages/words.ts';
import type { KeyPart } from '../../domain/rows.ts';
import type { Found, MessageQuery } from '../../domain/state.ts';
import { type Row, Table } from './tables.ts';

/** A message as the index of words knows it. */
interface Indexed {
  readonly number: number;
  readonly live: 0 | 1;
  readonly text: string | null;
}

/** The rows of messages; what is written here is written into the index of words as well. */
export class MessageTable extends Table {
  readonly #indexed: StatementSync;
  readonly #forget: StatementSync;
  readonly #keep: StatementSync;

  constructor(db: DatabaseSync) {
    super(db, 'messages');
    this.#indexed = db.prepare('SELECT number, live, text FROM messages WHERE chat_id = ? AND seq = ?');
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
    const now = earlier === undefined ? this.#find(key) : { ...earlier, ...row };
    this.#follow(key, earlier, now as Indexed);
  }

  override remove(key: readonly KeyPart[]): void {
    const earlier = this.#find(key);
    super.remove(key);
    this.#follow(key, earlier, undefined);
  }

  #find(key: readonly KeyPart[]): Indexed | undefined {
    return this.#indexed.get(...key) as Indexed | undefined;
  }

  #follow([chat]: readonly KeyPart[], earlier: Indexed | undefined, now: Indexed | undefined): void {
    const [before, after] = [indexedWords(earlier), indexedWords(now)];
    if (before === after) return;
    const where = chatWord(String(chat));
    if (earlier !== undefined && before !== '') this.#forget.run(earlier.number, where, before);
    if (now !== undefined && after !== '') this.#keep.run(now.number, where, after);
  }
}

/** What stands in the index of a message; nothing where it is deleted or has no words. */
function indexedWords(message: Indexed | undefined): string {
  return message?.live === 1 ? wordsOf(message.text ?? '').join(' ') : '';
}

/** Finds messages on one connection. */
export class Words {
  readonly #find: StatementSync;

  constructor(db: DatabaseSync) {
    this.#find = db.prepare(
      'SELECT m.chat_id AS "chatId", m.seq, m.number FROM message_words JOIN messages m ON m.number = message_words.rowid' +
        ' WHERE message_words MATCH ? AND message_words.rowid < ? ORDER BY message_words.rowid DESC LIMIT ? + 0',
    );
  }

  search({ phrases, chats, below = Number.MAX_SAFE_INTEGER, limit }: MessageQuery): Found[] {
    if (phrases.length === 0 || chats?.length === 0) return [];
    const where = chats === undefined ? '' : `chat : (${chats.map(chatWord).join(' OR ')}) AND `;
    const what = phrases.map(({ words, isBeginning }) => `"${words.join(' ')}"${isBeginning ? ' *' : ''}`);
    const match = `${where}words : (${what.join(' AND ')})`;
    return this.#find.all(match, below, limit) as unknown as Found[];
  }
}

/** A chat as a word of ASCII letters and digits, since the index folds case and splits at anything else. */
function chatWord(chat: string): string {
  return `c${Buffer.from(chat).toString('hex')}`;
}
