/** What each step that the model foresees does, in the world and in the model. */
import { chatTopic, type EventType, kithKey } from '@kith/protocol';
import { expect } from 'vitest';
import { pick } from './cast.ts';
import type { Expected, Game } from './game.ts';
import type { Said } from './model.ts';
import type { Names, StepOf } from './steps.ts';

/** Different emoji under one message, in these schedules. */
export const reactionsMax = 1;

export async function send(game: Game, { who, names, draft, replyTo }: StepOf<'send'>): Promise<void> {
  const { model, drafts } = game;
  const device = game.cast.device(who);
  const user = game.cast.userOf(device);
  const answered =
    replyTo === null || model.messages.length === 0 ? undefined : pick(model.messages, replyTo);
  const sent = draft ? drafts.get(user) : undefined;
  const { text, targets, listed } = wording(game, names, sent?.text);
  const params = {
    text,
    ...listed,
    ...(answered === undefined ? {} : { replyTo: answered.id }),
    ...(sent === undefined ? {} : { draft: sent.id }),
  };
  const types: EventType[] = sent === undefined ? ['message.sent'] : ['message.sent', 'setting.changed'];
  const expected = model.refusal(user, answered) ?? (answered?.live === false ? 'not-found' : types);
  const [event] = await game.check(device, 'messages.send', params, expected);
  if (event === undefined) return;
  const mentions = model.mentioned(user, targets);
  expect(event.data.mentions ?? []).toEqual(mentions);
  if (sent !== undefined) drafts.delete(user);
  model.say({
    id: String(event.data.id),
    seq: event.seq,
    author: user,
    replyTo: answered,
    text,
    texts: sent === undefined ? [text] : [text, sent.text],
    mentions,
    live: true,
    reactions: new Set(),
    inbox: new Map(),
  });
}

export async function edit(game: Game, { who, message, names, same }: StepOf<'edit'>): Promise<void> {
  const { model } = game;
  if (model.messages.length === 0) return;
  const said = pick(model.messages, message);
  const { device, user } = doer(game, who, said);
  const { text, targets, listed } = same ? { ...asBefore, text: said.text } : wording(game, names);
  const change: Expected = !said.live ? 'conflict' : same ? [] : ['message.edited'];
  const expected = model.refusal(user, said) ?? (user === said.author ? change : 'forbidden');
  const [event] = await game.check(device, 'messages.edit', { message: said.id, text, ...listed }, expected);
  if (event === undefined) return;
  const mentions = model.mentioned(user, targets);
  expect(event.data.mentions ?? []).toEqual(mentions);
  model.edit(said, text, mentions);
}

const asBefore = { targets: [], listed: {} };

export async function remove(game: Game, { who, message }: StepOf<'delete'>): Promise<void> {
  const { model } = game;
  if (model.messages.length === 0) return;
  const said = pick(model.messages, message);
  const { device, user } = doer(game, who, said);
  const change: Expected = said.live ? ['message.deleted'] : [];
  const expected =
    model.refusal(user, said, { even: 'read-only' }) ??
    (user === said.author || model.leads(user) ? change : 'forbidden');
  const events = await game.check(device, 'messages.delete', { message: said.id }, expected);
  if (events.length > 0) model.delete(said);
}

export async function react(game: Game, step: StepOf<'react'>): Promise<void> {
  const { model } = game;
  if (model.messages.length === 0) return;
  const said = pick(model.messages, step.message);
  const { device, user } = doer(game, step.who, said);
  const params = { message: said.id, emoji: step.emoji, ...(step.remove ? { remove: true } : {}) };
  const expected = model.refusal(user, said) ?? reacted(said, user, step);
  const events = await game.check(device, 'messages.react', params, expected);
  if (events.length === 0) return;
  const reaction = `${step.emoji} ${user}`;
  if (step.remove) said.reactions.delete(reaction);
  else said.reactions.add(reaction);
}

function reacted(said: Said, user: string, { emoji, remove: back }: StepOf<'react'>): Expected {
  const stands = said.reactions.has(`${emoji} ${user}`);
  if (back) return stands ? ['reaction.removed'] : [];
  if (!said.live) return 'conflict';
  if (stands) return [];
  const kinds = new Set([...said.reactions].map((reaction) => reaction.split(' ')[0]));
  return kinds.has(emoji) || kinds.size < reactionsMax ? ['reaction.added'] : 'quota-exceeded';
}

export async function mark(game: Game, { who, message, beyond, unread }: StepOf<'mark'>): Promise<void> {
  const { model, cast, world, chat } = game;
  const device = cast.device(who);
  const seat = model.seats.get(cast.userOf(device));
  const somewhere = model.messages.length === 0 ? 0 : pick(model.messages, message).seq;
  const asked = beyond ? world.view.seq(chatTopic(chat)) + 1 : somewhere;
  const seq = Math.max(asked, seat?.since ?? 0);
  const moves = seat !== undefined && (seq > seat.read || (unread && seq < seat.read));
  const change: Expected = beyond ? 'validation-failed' : moves ? ['receipt.marked'] : [];
  const params = { seq: asked, ...(unread ? { unread } : {}) };
  const expected = seat === undefined ? 'not-found' : change;
  const events = await game.check(device, 'receipts.mark', params, expected);
  if (seat !== undefined && events.length > 0) seat.read = seq;
}

export async function draft(game: Game, { who }: { readonly who: number }): Promise<void> {
  const device = game.cast.device(who);
  const text = game.word();
  const id = game.fresh('draft');
  await game.choose(device, kithKey('draft', game.chat), { id, text });
  game.drafts.set(game.cast.userOf(device), { id, text });
}

function doer(game: Game, who: number | 'author', said: Said): { device: string; user: string } {
  const { cast } = game;
  const device = who === 'author' ? cast.deviceOf(said.author, said.seq) : cast.device(who);
  return { device, user: cast.userOf(device) };
}

/** A text, whom it is meant to mention, and the list of them where there is to be one. */
function wording(game: Game, { users, listed }: Names, begun?: string) {
  const people = users.map((index) => (index === -1 ? undefined : game.cast.person(index)));
  const targets = people.map((one) => one?.user ?? 'all');
  const names = people.map((one) => `@${one?.handle ?? 'all'}`);
  const text = [begun ?? '', game.word(), ...(listed ? [] : names)].join(' ');
  return { text, targets, listed: listed ? { mentions: targets } : {} };
}
