import type { Result } from '@kith/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gaveUp } from '../errors.ts';
import type { Message } from './api.ts';
import { Room } from './room.ts';
import { Shown } from './shown.ts';
import { ChatThread } from './thread.ts';
import { deleted, edited, type Happened, previewOf, reacted, sentMessage, type ToldMessage } from './told.ts';

const chat = 'cht_1';
const [me, other] = ['usr_me', 'usr_other'];

type Page = Result<'messages.list'>;
interface Where {
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
  readonly limit: number;
}

/** The server: a log of events, and the messages that they made. */
class ModelServer {
  readonly events: Happened[] = [];
  messages: ToldMessage[] = [];

  say(replyTo: ToldMessage | undefined): void {
    const seq = this.events.length + 1;
    const data = {
      id: `msg_${seq}`,
      chat,
      seq,
      text: `text ${seq}`,
      ...(replyTo && { replyTo: replyTo.id }),
    };
    const event = this.#event('message.sent', data);
    if (replyTo !== undefined) this.#change(replyTo.id, (it) => ({ ...it, replies: it.replies + 1 }));
    this.messages.push(sentMessage(event as never, replyTo === undefined ? null : previewOf(replyTo)));
  }

  edit(message: ToldMessage): void {
    if (message.text === null) return;
    const text = `text of ${this.events.length}`;
    const event = this.#event('message.edited', { id: message.id, chat, seq: message.seq, text });
    this.#change(message.id, (it) => edited(it, event as never));
  }

  delete(message: ToldMessage): void {
    if (message.text === null) return;
    const event = this.#event('message.deleted', { id: message.id, chat, seq: message.seq, by: other });
    if (message.replyTo !== null)
      this.#change(message.replyTo.id, (it) => ({ ...it, replies: Math.max(0, it.replies - 1) }));
    this.#change(message.id, (it) => deleted(it, event as never));
  }

  react(message: ToldMessage): void {
    if (message.text === null) return;
    const isThere = message.reactions.length > 0;
    const data = { chat, message: message.id, seq: message.seq, user: me, emoji: '👍' };
    const event = this.#event(isThere ? 'reaction.removed' : 'reaction.added', data);
    this.#change(message.id, (it) => reacted(it, event as never, me));
  }

  page({ before, after, around, limit }: Where): Page {
    const all = this.messages;
    let from = Math.max(0, all.length - limit);
    let to = all.length;
    if (before !== undefined) {
      to = all.filter(({ seq }) => seq < before).length;
      from = Math.max(0, to - limit);
    } else if (after !== undefined) {
      from = all.filter(({ seq }) => seq <= after).length;
      to = Math.min(all.length, from + limit);
    } else if (around !== undefined) {
      const at = all.filter(({ seq }) => seq < around).length;
      from = Math.max(0, at - Math.floor(limit / 2));
      to = Math.min(all.length, from + limit);
    }
    const messages = all.slice(from, to);
    return { messages, lines: [], users: [], hasBefore: from > 0, hasAfter: to < all.length };
  }

  #event(type: string, data: object): Happened {
    const seq = this.events.length + 1;
    const event = {
      cursor: '',
      topic: `chat:${chat}`,
      seq,
      type,
      at: seq,
      actor: { user: other, device: null },
      data,
    };
    this.events.push(event as unknown as Happened);
    return event as unknown as Happened;
  }

  #change(id: string, change: (message: ToldMessage) => ToldMessage): void {
    const after = this.messages.map((it) => (it.id === id ? change(it) : it));
    const changed = after.find((it) => it.id === id);
    this.messages = after.map((it) =>
      it.replyTo?.id === id && changed !== undefined ? { ...it, replyTo: previewOf(changed) } : it,
    );
  }
}

/** One device with a room and a thread, on a network that a schedule moves by hand. */
class Device {
  readonly server = new ModelServer();
  readonly room = new Room(chat, {
    me: () => me,
    unreadMax: () => undefined,
    fetch: (_, message) => {
      const found = this.server.messages.find(({ id }) => id === message);
      if (found !== undefined) queueMicrotask(() => this.room.fetched(found));
    },
    onChange: () => undefined,
  });
  /** Events that came. */
  here = 0;
  /** Pages that were lost. */
  lost = 0;
  #isOpen = true;
  #asked: { readonly where: Where; read?: Page; readonly settle: (page: Page | undefined) => void }[] = [];
  readonly thread = new ChatThread({
    reading: this.room.reading,
    shown: new Shown({ me: () => me, keyOf: (id) => id, overlaid: (it) => it, pending: () => null }),
    unsent: () => [],
    list: (where) =>
      new Promise((resolve, reject) => {
        const settle = (page: Page | undefined) =>
          page === undefined ? reject(gaveUp('lost')) : resolve(page);
        this.#asked.push({ where: where as Where, settle });
      }),
    seqOf: async (message) => this.server.messages.find(({ id }) => id === message)?.seq ?? 0,
    isOpen: () => this.#isOpen,
    newest: () => this.room.newest && { segment: this.room.newest, isLive: this.room.isNewestLive },
    onLoaded: () => undefined,
    onNewest: (segment) => this.room.keep(segment),
    onClose: () => undefined,
  });

  constructor() {
    this.room.threads.add(this.thread);
  }

  /** The server reads a page: what is told meanwhile may be older or newer. */
  read(): void {
    const asked = this.#asked[0];
    if (asked !== undefined) asked.read ??= this.server.page(asked.where);
  }

  /** The page arrives, unless it is lost. */
  answer(isLost = false): void {
    const asked = this.#asked.shift();
    if (isLost) this.lost += 1;
    asked?.settle(isLost ? undefined : (asked.read ?? this.server.page(asked.where)));
  }

  hear(): void {
    const event = this.server.events[this.here];
    if (event === undefined) return;
    this.here += 1;
    this.room.event(event);
  }

  /** The connection went and came back; of this chat more was missed than is replayed. */
  limited(): void {
    this.here = this.server.events.length;
    this.room.doubt();
  }

  get shown(): readonly Message[] {
    return this.thread.get().items.filter((it) => it.kind === 'message');
  }
}

type Step = 'say' | 'answer to' | 'edit' | 'delete' | 'react' | 'hear' | 'read' | 'page' | 'lose' | 'limited';
type Move = 'before' | 'after' | 'around' | 'latest';

const step = fc.record({
  does: fc.constantFrom<Step | Move>(
    ...([
      'say',
      'say',
      'say',
      'answer to',
      'edit',
      'delete',
      'react',
      'hear',
      'hear',
      'hear',
      'hear',
    ] as const),
    ...(['read', 'page', 'page', 'page', 'lose', 'limited', 'before', 'after', 'around', 'latest'] as const),
  ),
  at: fc.nat(1000),
});

const schedules = fc.array(step, { maxLength: 80, size: 'max' });

async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function act(device: Device, does: Step | Move, at: number): void {
  const { server, thread } = device;
  const message = server.messages[at % Math.max(1, server.messages.length)];
  if (does === 'say') server.say(undefined);
  else if (does === 'hear') device.hear();
  else if (does === 'read') device.read();
  else if (does === 'page') device.answer();
  else if (does === 'lose') device.answer(true);
  else if (does === 'limited') device.limited();
  else if (does === 'before' || does === 'after' || does === 'latest') void thread[does]();
  else if (message === undefined) return;
  else if (does === 'around') void thread.around(message.seq);
  else if (does === 'answer to') server.say(message.text === null ? undefined : message);
  else server[does](message);
}

test('a thread shows a part of the chat without a gap, and in the end as the server has it, whatever came when', async () => {
  const schedule = fc.asyncProperty(fc.nat(150), fc.boolean(), schedules, async (said, loses, steps) => {
    const device = new Device();
    for (let count = 0; count < said; count += 1) device.server.say(undefined);
    device.here = said;
    for (const { does, at } of steps) {
      if (does === 'lose' && !loses) continue;
      act(device, does, at);
      await turns();
      const seqs = device.shown.map(({ seq }) => seq ?? 0);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    }
    for (let round = 0; round < 40; round += 1) {
      device.answer();
      await turns();
    }
    while (device.here < device.server.events.length) device.hear();
    // With the next connection only: what was not lost is right by itself.
    if (device.lost > 0) device.thread.renew();
    for (let round = 0; round < 40; round += 1) {
      device.answer();
      await turns();
    }
    const { shown } = device;
    const { hasBefore, hasAfter, state, loading } = device.thread.get();
    expect([state, loading]).toEqual(['live', null]);
    const all = device.server.messages;
    const from = all.findIndex(({ id }) => id === shown[0]?.id);
    const part = shown.length === 0 ? [] : all.slice(from, from + shown.length);
    const told = ({ id, seq, text, editedAt, reactions, replyTo }: Message | ToldMessage) => ({
      id,
      seq,
      text,
      editedAt,
      reactions,
      replyTo,
    });
    expect(shown.map(told)).toEqual(part.map(told));
    if (!hasBefore) expect(shown[0]?.id).toBe(all[0]?.id);
    if (!hasAfter) expect(shown.at(-1)?.id).toBe(all.at(-1)?.id);
  });
  await fc.assert(schedule, { numRuns: 300 });
});
