import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Disk } from '../cache/disk.ts';
import { memoryCache } from '../cache/memory.ts';
import { Shelf } from '../cache/shelf.ts';
import { gaveUp, KithError } from '../errors.ts';
import { HandClock } from '../testing/hand-clock.ts';
import type { KeptEntry } from './entry.ts';
import { Outbox } from './outbox.ts';
import type { ToldMessage } from './told.ts';

const chat = 'cht_1';

/** The server as its rules say: the same command once, in the order of arrival. */
class ModelServer {
  readonly log: ToldMessage[] = [];
  readonly #known = new Map<string, ToldMessage>();

  take({ id, text }: { id: string; text: string }): ToldMessage {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const seq = this.log.length + 1;
    const message: ToldMessage = {
      kind: 'message',
      id: `msg_${seq}`,
      chat,
      seq,
      at: seq,
      user: 'me',
      device: 'dev',
      text,
      replyTo: null,
      mentions: [],
      editedAt: null,
      deletedAt: null,
      deletedBy: null,
      reactions: [],
      replies: 0,
    };
    this.log.push(message);
    this.#known.set(id, message);
    return message;
  }
}

type Fate = 'answered' | 'lost' | 'unheard' | 'later' | 'never';

/** One device over all its lives, on a network that a schedule moves by hand. */
class Device {
  readonly clock = new HandClock();
  readonly server = new ModelServer();
  readonly said: string[] = [];
  readonly refused: string[] = [];
  readonly #cache = memoryCache();
  /** Messages of the server that are here. */
  here = 0;
  /** The draft that the server holds, and the one that it has not answered yet. */
  drafts: { stored: string | undefined; saving: string | undefined } = {
    stored: undefined,
    saving: undefined,
  };
  #isOpen = true;
  #ids = 0;
  #calls: { readonly params: { id: string; text: string }; readonly settle: (fate: Fate) => void }[] = [];
  #current: object | undefined;
  outbox = this.#life();

  #life(): Outbox {
    const shelf = new Shelf(new Disk(this.#cache, { after: this.clock.after, random: () => 0 }), this.clock);
    shelf.open('device');
    const life = {};
    this.#current = life;
    return new Outbox({
      environment: {
        now: this.clock.now,
        after: this.clock.after,
        random: () => 0,
        bytes: (length) => {
          this.#ids += 1;
          return Uint8Array.from({ length }, (_, index) => (this.#ids >> (8 * (index % 3))) & 255);
        },
      },
      shelf,
      tab: 'tab',
      send: (params) =>
        new Promise((resolve, reject) => {
          const given = params as { id: string; text: string };
          const settle = (fate: Fate) => {
            if (fate === 'later')
              return reject(new KithError({ code: 'rate-limited', retry: 'later', requestId: 'r' }));
            if (fate === 'never') {
              this.refused.push(given.text);
              return reject(new KithError({ code: 'forbidden', retry: 'never', requestId: 'r' }));
            }
            if (fate === 'unheard') return reject(gaveUp('the connection was lost'));
            const { id, seq, at } = this.server.take(given);
            if (fate === 'answered') resolve({ message: { id, chat, seq, at } });
            else reject(gaveUp('the connection was lost'));
          };
          this.#calls.push({ params: given, settle });
        }),
      isOpen: () => this.#isOpen && this.#current === life,
      onStaleLogin: () => undefined,
      onChange: () => undefined,
      isHere: (_, message) => this.server.log.slice(0, this.here).some(({ id }) => id === message),
      drafts: {
        storedId: () => this.drafts.stored,
        isSaving: (_, draft) => this.drafts.saving === draft,
      },
      self: () => ({ user: 'me', device: 'dev' }),
    });
  }

  say(text: string, rest: Pick<KeptEntry, 'draft' | 'draftBefore'> = {}): void {
    this.said.push(text);
    this.outbox.say({ chat, user: 'me', text, replyTo: null, after: this.here, ...rest });
  }

  /** What is on the wire. */
  get sent(): readonly object[] {
    return this.#calls.map(({ params }) => params);
  }

  /** What is on the wire comes to its end. */
  settle(fate: Fate): void {
    const call = this.#calls.shift();
    if (call === undefined) return;
    // What was refused for good before it may have been stored says otherwise: the server never does.
    const isKnown = this.server.log.some(({ text }) => text === call.params.text);
    if (fate === 'lost' || fate === 'unheard') this.#isOpen = false;
    call.settle(fate === 'never' && isKnown ? 'answered' : fate);
  }

  /** The next event comes. */
  hear(): void {
    const message = this.server.log[this.here];
    if (message === undefined) return;
    this.here += 1;
    this.outbox.met(chat, [message]);
  }

  back(): void {
    this.#isOpen = true;
    this.outbox.nudge();
  }

  /** The process dies, and lives again with what was kept; the chat is read anew. */
  async restart(): Promise<void> {
    this.#calls = [];
    this.outbox = this.#life();
    this.#isOpen = true;
    const shelf = new Shelf(new Disk(this.#cache, { after: this.clock.after, random: () => 0 }), this.clock);
    shelf.open('device');
    const kept = await Promise.all((await shelf.keys('out ')).map((key) => shelf.read<KeptEntry>(key)));
    this.outbox.adopt(kept.filter((it) => it !== undefined));
    this.here = this.server.log.length;
    this.outbox.met(chat, this.server.log);
  }

  /** What a thread shows: what is here, and of the outbox what is not. */
  get shown(): readonly string[] {
    const entries = this.outbox.of(chat).filter(({ claimed }) => claimed === undefined);
    return [
      ...this.server.log.slice(0, this.here).map(({ text }) => text ?? ''),
      ...entries.map(({ text }) => text),
    ];
  }

  get keys(): readonly string[] {
    const entries = this.outbox.of(chat).filter(({ claimed }) => claimed === undefined);
    return [
      ...this.server.log.slice(0, this.here).map(({ id }) => this.outbox.keyOf(id)),
      ...entries.map(({ key }) => key),
    ];
  }
}

type Step = 'say' | 'say the same' | 'hear' | 'back' | 'restart' | Fate;

const step = fc.constantFrom<Step>(
  ...([
    'say',
    'say',
    'say the same',
    'hear',
    'hear',
    'back',
    'back',
    'restart',
    'answered',
    'answered',
  ] as const),
  ...(['lost', 'unheard', 'later', 'never'] as const),
);

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test('each message is stored once, in order, and shown once at every moment, whatever is lost and whenever it dies', async () => {
  const schedule = fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
    const device = new Device();
    for (const it of steps) {
      if (it === 'say') device.say(`text ${device.said.length}`);
      else if (it === 'say the same') device.say('same');
      else if (it === 'hear') device.hear();
      else if (it === 'back') device.back();
      else if (it === 'restart') await device.restart();
      else device.settle(it === 'never' ? 'answered' : it);
      await turns();
      expect([...device.shown].sort()).toEqual([...device.said].sort());
      expect(new Set(device.keys).size).toBe(device.keys.length);
    }
    for (let round = 0; round < 3 * device.said.length + 3; round += 1) {
      device.back();
      device.clock.pass(60_000);
      await turns();
      device.settle('answered');
      await turns();
      device.hear();
    }
    expect(device.server.log.map(({ text }) => text)).toEqual(device.said);
    expect(device.outbox.of(chat)).toEqual([]);
  });
  await fc.assert(schedule, { numRuns: 300 });
});

test('one that is refused for good keeps its text, and blocks none behind it', async () => {
  const device = new Device();
  device.say('bad');
  device.say('good');
  await turns();
  device.settle('never');
  await turns();
  device.settle('answered');
  await turns();
  device.hear();
  expect(device.outbox.of(chat)).toMatchObject([{ text: 'bad', state: 'failed', error: 'forbidden' }]);
  const [failed] = device.outbox.of(chat);
  device.outbox.retry(failed?.key ?? '');
  await turns();
  device.settle('answered');
  await turns();
  device.hear();
  expect(device.server.log.map(({ text }) => text)).toEqual(['good', 'bad']);
  expect(device.keys).toEqual([...new Set(device.keys)]);
  expect(device.outbox.keyOf('msg_2')).toBe(failed?.key);
});

test('one that may be stored cannot be taken back; one that waits or failed can', async () => {
  const device = new Device();
  device.say('first');
  device.say('second');
  await turns();
  const [first, second] = device.outbox.of(chat);
  expect(device.outbox.discard(first?.key ?? '')).toBe(false);
  expect(device.outbox.discard(second?.key ?? '')).toBe(true);
  device.settle('never');
  await turns();
  expect(device.outbox.discard(first?.key ?? '')).toBe(true);
  expect(device.outbox.of(chat)).toEqual([]);
});

test('a message of another tab that reads the same is let go when the answer names the own one', async () => {
  const device = new Device();
  device.say('same');
  await turns();
  device.server.take({ id: 'of another tab', text: 'same' });
  device.hear();
  const [own] = device.outbox.of(chat);
  expect(device.outbox.keyOf('msg_1')).toBe(own?.key);
  device.settle('answered');
  await turns();
  device.hear();
  expect(device.keys).toEqual(['msg_1', own?.key]);
});

test('a message waits for its draft, or the draft would come to stand behind it', async () => {
  const device = new Device();
  device.drafts = { stored: 'old', saving: 'new' };
  device.say('first', { draft: 'new', draftBefore: 'old' });
  device.say('second');
  await turns();
  expect(device.sent).toEqual([]);
  device.drafts = { stored: 'new', saving: undefined };
  device.outbox.nudge();
  await turns();
  expect(device.sent).toMatchObject([{ text: 'first', draft: 'new' }]);
});

test.each([
  ['the newer one was refused', 'old', 'old'],
  ['the newer one came, and another device put its own in its place', 'other', 'new'],
])('a message takes away the draft that is stored: %s', async (_, stored, draft) => {
  const device = new Device();
  device.drafts = { stored, saving: undefined };
  device.say('first', { draft: 'new', draftBefore: 'old' });
  await turns();
  expect(device.sent).toMatchObject([{ draft }]);
});

test('what a message takes away is the same each time that it is sent, whatever stands there by then', async () => {
  const device = new Device();
  device.drafts = { stored: 'old', saving: undefined };
  device.say('first', { draft: 'new', draftBefore: 'old' });
  await turns();
  device.settle('lost');
  await device.restart();
  device.drafts = { stored: undefined, saving: undefined };
  device.back();
  await turns();
  expect(device.sent).toMatchObject([{ draft: 'old' }]);
});
