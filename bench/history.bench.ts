/** A long history: opening a chat, reading in it and searching it, beside the same rows read by bare SQLite. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Figure, Say, Table } from './figure.ts';
import { digits, ratio } from './statistics.ts';
import type { HistoryParams, HistoryRate } from './subjects/chat-history.ts';
import { channels, type Member, people } from './subjects/crowd.ts';
import { startKith } from './subjects/kith.ts';
import type { Subject } from './subjects/process.ts';
import { runProgram } from './subjects/program.ts';
import { randomFrom, wordAt } from './subjects/vocabulary.ts';

export interface HistoryPlan {
  readonly messages: number;
  /** Calls of each kind. */
  readonly calls: number;
}

/** One kind of read, p50 and p95 in ms. */
export interface Read {
  readonly what: string;
  readonly kith: readonly [p50: number, p95: number];
  readonly bare: readonly [p50: number, p95: number];
  /** Messages of a reply, in the middle. */
  readonly found: number;
}

const full: HistoryPlan = { messages: 1_000_000, calls: 200 };

/** Messages of a page. */
const pageSize = 50;

export const figure: Figure = {
  name: 'history',
  run: async (say) => [tableOf(await measureHistory(full, say), full)],
};

/** Every kind of read, one call after the other over HTTP. */
export async function measureHistory(plan: HistoryPlan, say: Say): Promise<readonly Read[]> {
  await using before = await startKith();
  // One says everything, the other has read nothing of it.
  const [author, member] = await people(before, 2);
  if (author === undefined || member === undefined) throw new Error('two people');
  const [chat = ''] = await channels([author, member], 1);
  const { devices } = await author.client.ok<{ devices: { id: string }[] }>('devices.list');
  await before.kill();
  const history: HistoryParams = {
    path: databaseOf(before),
    chat,
    device: devices[0]?.id ?? '',
    messages: plan.messages,
  };
  const built = await runProgram<HistoryRate>(join(import.meta.dirname, 'subjects/chat-history.ts'), history);
  say(`${digits(plan.messages)} messages are there, ${digits(built.per_s)} a second`);
  await using kith = await startKith({ after: before });
  const reads: Read[] = [];
  using db = new DatabaseSync(databaseOf(before), { readOnly: true });
  for (const kind of kinds(db, chat, plan)) {
    const read = await measureRead({ kith, member, kind, calls: plan.calls });
    reads.push(read);
    say(`${read.what}: p95 ${digits(read.kith[1])} ms, bare ${digits(read.bare[1])} ms`);
  }
  return reads;
}

function databaseOf({ dir }: Subject): string {
  return join(dir, 'data/kith.db');
}

/** A kind of read: a call of Kith, and the same rows by bare SQLite. Both draw from the same numbers. */
interface Kind {
  readonly what: string;
  readonly method: string;
  params(random: () => number): object;
  bare(random: () => number): void;
}

function kinds(db: DatabaseSync, chat: string, { messages }: HistoryPlan): readonly Kind[] {
  const page = db.prepare(
    'SELECT * FROM messages WHERE chat_id = ? AND seq < ? ORDER BY seq DESC LIMIT ? + 0',
  );
  const match = db.prepare(
    'SELECT m.* FROM message_words w JOIN messages m ON m.number = w.rowid' +
      ' WHERE message_words MATCH ? ORDER BY w.rowid DESC LIMIT ? + 0',
  );
  const anywhere = (random: () => number) => 3 + Math.floor(random() * messages);
  const search = (
    what: string,
    queryOf: (random: () => number) => readonly string[],
    isBeginning = false,
  ): Kind => ({
    what,
    method: 'messages.search',
    params: (random) => ({
      chat,
      query: `${queryOf(random).join(' ')}${isBeginning ? '' : ' '}`,
      limit: pageSize,
    }),
    bare: (random) => {
      const words = queryOf(random).map((word) => `"${word}"`);
      match.all(`words : (${words.join(' AND ')}${isBeginning ? ' *' : ''})`, pageSize);
    },
  });
  const rank = (random: () => number, from: number, to: number) => from + Math.floor(random() * (to - from));
  return [
    {
      what: 'open: the newest page',
      method: 'messages.list',
      params: () => ({ chat, limit: pageSize }),
      bare: () => page.all(chat, Number.MAX_SAFE_INTEGER, pageSize),
    },
    {
      what: 'open: the chat with what is unread',
      method: 'chats.get',
      params: () => ({ chat }),
      bare: () => page.all(chat, Number.MAX_SAFE_INTEGER, 1),
    },
    {
      what: 'a page before any place',
      method: 'messages.list',
      params: (random) => ({ chat, before: anywhere(random), limit: pageSize }),
      bare: (random) => page.all(chat, anywhere(random), pageSize),
    },
    search('search: one of the 100 most frequent words', (random) => [wordAt(rank(random, 0, 100))]),
    search('search: a word that is in about 50 messages', (random) => [wordAt(rank(random, 15_000, 20_000))]),
    search('search: two frequent words', (random) => [
      wordAt(rank(random, 0, 200)),
      wordAt(rank(random, 0, 200)),
    ]),
    search('search: a frequent and a rare word', (random) => [
      wordAt(rank(random, 0, 100)),
      wordAt(rank(random, 5_000, 20_000)),
    ]),
    search(
      'search: a beginning of three letters',
      (random) => [wordAt(rank(random, 100, 5_000)).slice(0, 3)],
      true,
    ),
  ];
}

interface ReadOptions {
  readonly kith: Subject;
  readonly member: Member;
  readonly kind: Kind;
  readonly calls: number;
}

/** The first few calls are not counted. */
async function measureRead({ member, kind, calls }: ReadOptions): Promise<Read> {
  const warm = Math.ceil(calls / 20);
  const [ours, theirs] = [randomFrom(7), randomFrom(7)];
  const kith: number[] = [];
  const bare: number[] = [];
  const found: number[] = [];
  for (let index = -warm; index < calls; index += 1) {
    const began = performance.now();
    const result = await member.client.ok<{ messages?: readonly object[] }>(kind.method, kind.params(ours));
    const between = performance.now();
    kind.bare(theirs);
    const end = performance.now();
    if (index < 0) continue;
    kith.push(between - began);
    bare.push(end - between);
    found.push(result.messages?.length ?? 1);
  }
  return { what: kind.what, kith: ends(kith), bare: ends(bare), found: ends(found)[0] };
}

function ends(values: readonly number[]): [p50: number, p95: number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return [at(0.5), at(0.95)];
}

function tableOf(reads: readonly Read[], plan: HistoryPlan): Table {
  return {
    caption:
      `One chat of ${digits(plan.messages)} messages, ${plan.calls} calls of each kind, one after the other over HTTP,` +
      ` pages of ${pageSize}; milliseconds, p50 / p95.`,
    head: ['what', 'Kith', 'bare SQLite', 'Kith : bare, p95', 'messages found'],
    rows: reads.map(({ what, kith, bare, found }) => [
      what,
      kith.map(digits).join(' / '),
      bare.map(digits).join(' / '),
      ratio(kith[1], bare[1]),
      digits(found),
    ]),
  };
}
