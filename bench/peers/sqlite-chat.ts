/**
 * A bare `node:sqlite` loop that writes the rows of messages and nothing else: the event, the message and, by the dozen
 * as Kith does, its words; prepared, at FULL, so many a commit. It decides nothing, hashes nothing and answers nobody.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { begin } from '../../packages/server/src/store/sqlite/migrations/001-begin.ts';
import { chats as chatTables } from '../../packages/server/src/store/sqlite/migrations/003-chats.ts';
import { paramsOf } from '../subjects/program.ts';
import type { LogRate } from './sqlite-log.ts';

export interface ChatLogParams extends Readonly<Record<string, number | string>> {
  readonly chats: number;
  readonly members: number;
  readonly batch: number;
  readonly seconds: number;
  /** What every message says; a number goes before it. */
  readonly text: string;
  /** So many commits a second, after a second of as many as there can be; 0: always as many. */
  readonly perSecond: number;
}

/** Messages whose words go into the index together. */
const wordsAtOnce = 64;

/** Lengths as those of Kith: an id is a prefix and 22 characters, a hash 32 bytes. */
const named = (prefix: string, index: number) => `${prefix}_${String(index).padStart(22, '0')}`;
const [digest, salt, check, hash] = ['d'.repeat(22), 's'.repeat(22), 'abcdef01', Buffer.alloc(32, 7)];

const { dir, chats, members, batch, seconds, text, perSecond } = paramsOf<ChatLogParams>();
const db = new DatabaseSync(join(dir, 'log.db'));
db.exec(
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096; PRAGMA cache_size = -65536;' +
    ' PRAGMA secure_delete = ON',
);
db.exec(begin);
db.exec(chatTables);
const into = (table: string, columns: string) =>
  `INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`;
const event = db.prepare(
  into(
    'events',
    'event_offset, topic, seq, type, at, user_id, device_id, command_id, digest, subject, data, salt, body_hash, event_check',
  ),
);
const message = db.prepare(into('messages', 'number, chat_id, seq, id, at, user_id, device_id, text, live'));
const words = db.prepare(into('message_words', 'rowid, chat, words'));

function write(index: number): void {
  const [chat, sender] = [index % chats, index % (chats * members)];
  const [chatId, user, device] = [named('cht', chat), named('usr', sender), named('dev', sender)];
  const [id, seq, said] = [named('msg', index), Math.floor(index / chats) + 1, `${index} ${text}`];
  const at = 1_800_000_000_000 + index;
  const data = `{"id":"${id}","chat":"${chatId}","seq":${seq},"text":"${said}"}`;
  const [topic, command] = [`chat:${chatId}`, `1-${index}`];
  event.run(
    index + 1,
    topic,
    seq,
    'message.sent',
    at,
    user,
    device,
    command,
    digest,
    id,
    data,
    salt,
    hash,
    check,
  );
  message.run(index + 1, chatId, seq, id, at, user, device, said, 1);
  waiting.push({ number: index + 1, chat: `c${Buffer.from(chatId).toString('hex')}`, said });
}

const waiting: { readonly number: number; readonly chat: string; readonly said: string }[] = [];

function commit(): void {
  db.exec('BEGIN IMMEDIATE');
  for (const end = count + batch; count < end; count += 1) write(count);
  if (waiting.length >= wordsAtOnce)
    for (const { number, chat, said } of waiting.splice(0)) words.run(number, chat, said);
  db.exec('COMMIT');
}

let count = 0;
for (const warm = performance.now() + 1_000; perSecond > 0 && performance.now() < warm; ) commit();
const before = count;
const began = performance.now();
const used = process.cpuUsage();
while (performance.now() - began < seconds * 1000) {
  commit();
  if (perSecond > 0) await setTimeout(1000 / perSecond);
}
const tookMs = performance.now() - began;
const { user, system } = process.cpuUsage(used);
db.close();
console.log(
  JSON.stringify({
    per_s: ((count - before) / tookMs) * 1000,
    cpu_us: (user + system) / (count - before),
  } satisfies LogRate),
);
