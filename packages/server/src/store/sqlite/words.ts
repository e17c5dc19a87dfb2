/** The index of words: which live messages hold them, kept in step with the rows of messages. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { wordsOf } from '../../domain/messages/words.ts';
import type { Found, MessageQuery } from '../../domain/state.ts';
import { type Row, Table } from './tables.ts';

/** The rows of messages; what is written here is written into the index of words as well. */
export class MessageTable extends Table {
  readonly #number: StatementSync;
  readonly #forget: StatementSync;
  readonly #keep: StatementSync;

  constructor(db: DatabaseSync) {
    super(db, 'messages');
    this.#number = db.prepare('SELECT number FROM messages WHERE chat_id = ? AND seq = ?');
    this.#forget = db.prepare('DELETE FROM message_words WHERE rowid = ?');
    this.#keep = db.prepare('INSERT INTO message_words (rowid, chat, words) VALUES (?, ?, ?)');
  }

  override put(row: Row): void {
    const earlier = this.#numberOf(row);
    super.put(row);
    if (earlier !== undefined) this.#forget.run(earlier);
    const words = row.live === 1 && typeof row.text === 'string' ? wordsOf(row.text) : [];
    const number = earlier ?? this.#numberOf(row);
    if (words.length > 0 && number !== undefined) {
      this.#keep.run(number, chatWord(String(row.chatId)), words.join(' '));
    }
  }

  override remove(): void {
    throw new Error('messages are deleted by text, and their rows stay');
  }

  #numberOf({ chatId, seq }: Row): number | undefined {
    return (this.#number.get(chatId ?? null, seq ?? null) as { number: number } | undefined)?.number;
  }
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
    if (phrases.length === 0 || chats.length === 0) return [];
    const where = chats.map(chatWord).join(' OR ');
    const what = phrases.map(({ words, isBeginning }) => `"${words.join(' ')}"${isBeginning ? ' *' : ''}`);
    const match = `chat : (${where}) AND words : (${what.join(' AND ')})`;
    return this.#find.all(match, below, limit) as unknown as Found[];
  }
}

/** A chat as a word of ASCII letters and digits, since the index folds case and splits at anything else. */
function chatWord(chat: string): string {
  return `c${Buffer.from(chat).toString('hex')}`;
}
