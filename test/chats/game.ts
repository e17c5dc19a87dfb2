/** One chat under a schedule: the world and the model beside each other, and what every step needs of both. */
import { createHash } from 'node:crypto';
import { type ChatRole, chatTopic, type EventData, type EventType, userTopic } from '@kith/protocol';
import { expect } from 'vitest';
import { known } from '../../packages/server/src/base/assert.ts';
import type { Outcome } from '../../packages/server/src/domain/command.ts';
import { yes } from '../support/scene.ts';
import { Cast, pick } from './cast.ts';
import { Model } from './model.ts';
import type { Schedule } from './steps.ts';
import { type Asking, ask, type World } from './world.ts';

/** How often each command came to each end. */
export type Tally = Record<string, number>;

/** What a command should come to: the code of a refusal, or the types of its events. */
export type Expected = string | readonly EventType[];

/** An event of the chat or one of its people. */
export interface Heard {
  readonly type: EventType;
  readonly seq: number;
  readonly at: number;
  readonly data: Record<string, unknown>;
}

interface Parts {
  readonly world: World;
  readonly cast: Cast;
  readonly chat: string;
  readonly tally: Tally;
}

export class Game {
  readonly world: World;
  readonly cast: Cast;
  readonly chat: string;
  readonly model: Model;
  /** User → what it drafts in the chat. */
  readonly drafts = new Map<string, { readonly id: string; readonly text: string }>();
  readonly #tally: Tally;
  readonly #asked: { readonly asking: Asking; readonly outcome: Outcome }[] = [];
  #count = 0;

  constructor({ world, cast, chat, tally }: Parts, model: Model) {
    this.world = world;
    this.cast = cast;
    this.chat = chat;
    this.model = model;
    this.#tally = tally;
  }

  /** The first of the people begins a chat with all but the last. */
  static async begin(world: World, schedule: Schedule, suffix: string, tally: Tally): Promise<Game> {
    const cast = await Cast.gather(world, schedule.people, suffix);
    const { kind } = schedule;
    const history = kind === 'channel' ? 'all' : schedule.history;
    const members = cast.people.slice(1, -1).map(({ user }) => user);
    const params = { kind, members, history, ...(kind === 'channel' ? { title: 'News' } : {}) };
    const made = yes(await ask(world, { device: cast.device(0), name: 'chats.create', params, id: 'chat' }));
    const { chat } = made as { chat: { id: string } };
    const game = new Game({ world, cast, chat: chat.id, tally }, new Model(history));
    game.#follow(game.heard(0));
    return game;
  }

  /** Has a device ask, and sees that it comes to what it should; receipts are shown besides, as time allows. */
  async check(
    device: string,
    name: string,
    params: Record<string, unknown>,
    expected: Expected,
  ): Promise<readonly Heard[]> {
    const before = this.world.view.head.offset;
    const outcome = await this.#ask(device, name, params);
    const events = this.heard(before).filter(({ type }) => type !== 'receipt.shown');
    const seen = outcome.ok ? events.map(({ type }) => type) : outcome.code;
    expect(seen, `${name} ${JSON.stringify(params)}`).toEqual(expected);
    return events;
  }

  /** Has a device ask for a change of the members: who may is for other tests, the model follows the log. */
  async move(device: string, name: string, params: Record<string, unknown>): Promise<void> {
    const before = this.world.view.head.offset;
    await this.#ask(device, name, params);
    this.#follow(this.heard(before));
  }

  /** Sends a command once more: the same answer, and nothing happens. */
  async again(index: number): Promise<void> {
    if (this.#asked.length === 0) return;
    const { asking, outcome } = pick(this.#asked, index);
    const before = this.world.view.head;
    expect(await ask(this.world, asking)).toEqual(outcome);
    expect(this.world.view.head).toEqual(before);
    this.#note('again', outcome);
  }

  /** A person chooses something about Kith. */
  async choose(device: string, key: string, value: unknown): Promise<void> {
    const base = this.world.view.get('settings', this.cast.userOf(device), 'kith', 'user', key)?.rev ?? 0;
    const id = this.fresh('op');
    const params = { app: 'kith', op: { id, key, value, base, ageMs: 0 } };
    const outcome = yes(await ask(this.world, { device, name: 'settings.edit', params, id }));
    expect(['applied', 'same']).toContain((outcome as { outcome: string }).outcome);
  }

  /** Events of the chat and its people behind an offset. */
  heard(after: number): readonly Heard[] {
    const { view } = this.world;
    const topics = [chatTopic(this.chat), ...this.cast.people.map(({ user }) => userTopic(user))];
    const reach = topics.map((topic) => ({ topic }));
    const request = { reach, after, upTo: view.head.offset, limit: 1_000, bytesMax: 1_000_000 };
    return view.events(request).events.map(({ type, seq, at, data }) => {
      return { type: type as EventType, seq, at, data: JSON.parse(data) as Record<string, unknown> };
    });
  }

  /** A word that stands nowhere else, and begins like no other. */
  word(): string {
    const seed = `${this.chat} ${this.fresh('word')}`;
    return createHash('sha256').update(seed).digest('hex').slice(0, 20);
  }

  fresh(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  async #ask(device: string, name: string, params: Record<string, unknown>): Promise<Outcome> {
    const asking = { device, name, params: { chat: this.chat, ...params }, id: this.fresh('cmd') };
    const outcome = await ask(this.world, asking);
    this.#asked.push({ asking, outcome });
    this.#note(name, outcome);
    return outcome;
  }

  #follow(events: readonly Heard[]): void {
    for (const { type, data, seq } of events) {
      if (type === 'member.joined') {
        const { user, member } = data as EventData<'member.joined'>;
        this.model.join(user, member.role, seq);
      } else if (type === 'member.left') {
        this.model.leave(String(data.user), seq);
      } else if (type === 'member.role-changed') {
        known(this.model.seats.get(String(data.user)), 'a member').role = data.role as ChatRole;
      }
    }
  }

  #note(name: string, outcome: Outcome): void {
    const end = `${name} ${outcome.ok ? 'accepted' : outcome.code}`;
    this.#tally[end] = (this.#tally[end] ?? 0) + 1;
  }
}
