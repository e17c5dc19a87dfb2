/** What must hold of a chat: after every step of a schedule, and at its end. */
import { chatTopic } from '@kith/protocol';
import { expect } from 'vitest';
import { known } from '../../packages/server/src/base/assert.ts';
import { unreadOf } from '../../packages/server/src/domain/messages/unread.ts';
import type { Game } from './game.ts';
import type { Said } from './model.ts';

/** Limits up to which unread messages are counted: the usual one, and one that schedules reach. */
const limits = [1_000, 2];

/** Roles, positions and counts are the model's. */
export function checkCounts({ world, model, cast, chat }: Game): void {
  const { view } = world;
  for (const { user } of cast.people) {
    const seat = model.seats.get(user);
    const row = view.get('members', chat, user);
    const { role, since, read } = row ?? {};
    expect({ role, since, read }).toEqual({ role: seat?.role, since: seat?.since, read: seat?.read });
    if (row === undefined) continue;
    const { unread, mentions } = model.unread(user);
    for (const most of limits) {
      const expected = { unread: Math.min(unread, most), mentions: Math.min(mentions, most) };
      expect(unreadOf(view, row, most), `of ${user}, up to ${most}`).toEqual(expected);
    }
  }
}

/** Rows are the model's, and hang on live messages alone; what was deleted stands nowhere. */
export function checkEnd(game: Game): void {
  checkMessages(game);
  checkHanging(game);
  checkReceipts(game);
  checkTexts(game);
}

function checkMessages({ world, model, chat }: Game): void {
  const rows = world.view.list('messages', 'byChat', [chat]).map((row) => ({
    ...{ id: row.id, seq: row.seq, author: row.userId, text: row.text, live: row.live },
    ...{ replyTo: row.replyTo, mentions: JSON.parse(row.mentions ?? '[]') as unknown },
  }));
  const expected = model.messages.map(({ id, seq, author, text, live, replyTo, mentions }) => ({
    ...{ id, seq, author, text: live ? text : null, live: live ? 1 : 0 },
    ...{ replyTo: replyTo?.seq ?? null, mentions },
  }));
  expect(rows).toEqual(expected);
}

/** At every seq: where no message is, nothing may hang, but for what tells somebody that they were added. */
function checkHanging({ world, model, cast, chat }: Game): void {
  const { view } = world;
  const sorted = (values: Iterable<string>) => [...values].toSorted();
  for (let seq = 1; seq <= view.seq(chatTopic(chat)); seq += 1) {
    const said = model.messages.find((it) => it.seq === seq);
    const reactions = view.list('reactions', 'byMessage', [chat, seq]);
    const mentions = view.list('mentions', 'byMessage', [chat, seq]);
    const inbox = view.list('inbox', 'byMessage', [chat, seq]).filter(({ kind }) => kind !== 'added');
    expect(sorted(reactions.map(({ emoji, userId }) => `${emoji} ${userId}`))).toEqual(
      sorted(said?.reactions ?? []),
    );
    expect(sorted(mentions.map(({ target }) => target))).toEqual(sorted(said ? countedBy(said) : []));
    const entries = [...(said?.inbox ?? [])].map(([user, kind]) => `${user} ${kind}`);
    expect(sorted(inbox.map(({ userId, kind }) => `${userId} ${kind}`))).toEqual(sorted(entries));
  }
  for (const { user } of cast.people) {
    const entries = view.list('inbox', 'byUser', [user]).filter(({ kind }) => kind !== 'added');
    const seqs = model.messages.filter(({ inbox }) => inbox.has(user)).map(({ seq }) => seq);
    expect(entries.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(seqs);
  }
}

/** Targets by which a message is counted as a mention. */
function countedBy({ author, mentions }: Said): readonly string[] {
  return mentions.includes('all') ? ['all', `all but ${author}`] : mentions;
}

/** What each is told of a reader goes forward, no faster than it may, as long as the reader stays. */
function checkReceipts(game: Game): void {
  const last = new Map<unknown, { readonly seq: number; readonly at: number }>();
  for (const { type, data, at } of game.heard(0)) {
    if (type === 'member.joined') last.delete(data.user);
    if (type !== 'receipt.shown') continue;
    const earlier = last.get(data.user) ?? { seq: 0, at: Number.NEGATIVE_INFINITY };
    expect(Number(data.seq)).toBeGreaterThan(earlier.seq);
    expect(at - earlier.at).toBeGreaterThanOrEqual(2_000);
    last.set(data.user, { seq: Number(data.seq), at });
  }
}

function checkTexts({ world, model, chat }: Game): void {
  const all = world.everything();
  for (const { id, texts, text, live } of model.messages) {
    for (const word of live ? [] : texts.flatMap(wordsOf)) {
      expect(all.includes(word), `${word} of the deleted ${id} is kept`).toBe(false);
    }
    const words = wordsOf(text).map((word) => ({ words: [word], isBeginning: false }));
    const found = world.view.search({ phrases: words, chats: [chat], limit: 9 });
    expect(found.map(({ seq }) => known(world.view.get('messages', chat, seq), 'a message').id)).toEqual(
      live ? [id] : [],
    );
  }
}

/** The words that were made for one text alone. */
function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => /^[0-9a-f]{20}$/.test(word));
}
