/** Search by words: in their index, and in the newest messages, which are not in it yet. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { standsIn, wordsOf } from '../../domain/messages/words.ts';
import type { Found, MessageQuery } from '../../domain/state.ts';
import { readMeta } from './meta.ts';

/** Behind every seq and number. */
const end = Number.MAX_SAFE_INTEGER;

/** Finds messages on one connection. */
export class Words {
  readonly #db: DatabaseSync;
  readonly #find: StatementSync;
  readonly #waiting: StatementSync;
  readonly #before: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#find = db.prepare(
      'SELECT m.chat_id AS "chatId", m.seq, m.number FROM message_words JOIN messages m ON m.number = message_words.rowid' +
        ' WHERE message_words MATCH ? AND message_words.rowid < ? ORDER BY message_words.rowid DESC LIMIT ? + 0',
    );
    this.#waiting = db.prepare(
      'SELECT chat_id AS "chatId", seq, number, text FROM messages WHERE number > ? AND number < ? AND live = 1' +
        ' ORDER BY number DESC',
    );
    this.#before = db.prepare(
      'SELECT number FROM messages WHERE chat_id = ? AND seq < ? ORDER BY seq DESC LIMIT 1',
    );
  }

  search(query: MessageQuery): Found[] {
    const { phrases, chats, limit } = query;
    if (phrases.length === 0 || chats.length === 0) return [];
    const below = this.#numberBelow(query);
    // Whatever waits is newer than whatever is in the index.
    const waiting = this.#amongWaiting(query, below);
    if (waiting.length >= limit) return waiting.slice(0, limit);
    return [...waiting, ...this.#inIndex(query, below, limit - waiting.length)];
  }

  /** In one chat the order of seqs is that of numbers, which the index can begin at. */
  #numberBelow({ chats: [chat = ''], below = end, belowSeq }: MessageQuery): number {
    if (belowSeq === undefined) return below;
    const last = this.#before.get(chat, belowSeq) as { number: number } | undefined;
    return Math.min(below, (last?.number ?? 0) + 1);
  }

  #amongWaiting({ phrases, chats }: MessageQuery, below: number): Found[] {
    const rows = this.#waiting.all(readMeta(this.#db, 'indexedTo'), below) as unknown as Waiting[];
    const wanted = new Set(chats);
    return rows
      .filter(({ chatId, text }) => {
        if (!wanted.has(chatId)) return false;
        const words = wordsOf(text);
        return phrases.every((phrase) => standsIn(words, phrase));
      })
      .map(({ chatId, seq, number }) => ({ chatId, seq, number }));
  }

  #inIndex({ phrases, chats }: MessageQuery, below: number, limit: number): Found[] {
    const what = phrases.map(({ words, isBeginning }) => `"${words.join(' ')}"${isBeginning ? ' *' : ''}`);
    const match = `chat : (${chats.map(chatWord).join(' OR ')}) AND words : (${what.join(' AND ')})`;
    return this.#find.all(match, below, limit) as unknown as Found[];
  }
}

/** A live message that is not in the index yet. */
interface Waiting extends Found {
  readonly text: string;
}

/** A chat as a word of ASCII letters and digits, since the index folds case and splits at anything else. */
export function chatWord(chat: string): string {
  return `c${Buffer.from(chat).toString('hex')}`;
}
