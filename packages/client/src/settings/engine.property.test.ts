import type { SettingOp, WireEvent } from '@kith/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LocalCache } from '../cache/cache.ts';
import { Disk } from '../cache/disk.ts';
import { memoryCache } from '../cache/memory.ts';
import { gaveUp } from '../errors.ts';
import { Browser, turns } from '../testing/browser.ts';
import { SettingsEngine } from './engine.ts';
import { type OpResult, shown, type Value } from './row.ts';

const user = { id: 'usr_ada', handle: 'ada', displayName: null };
const keys = ['k', 'l'] as const;
type Key = (typeof keys)[number];
const placeOf = (key: Key) => ({ app: 'demo', scope: 'user', key });

interface Standing {
  readonly value: Value;
  readonly rev: number;
  readonly editedAt: number;
  readonly by: string;
}

/** The server as its rules say, for honest ages: an id has one body, the later edit wins, a tie goes to arrival. */
class Server {
  seq = 0;
  readonly rows = new Map<string, Standing>();
  readonly applied: string[] = [];
  readonly events: WireEvent<'setting.changed'>[] = [];
  readonly #outcomes = new Map<string, { readonly body: string; readonly result: OpResult }>();

  take({ ageMs, ...op }: SettingOp, now: number): OpResult {
    const body = JSON.stringify(op);
    const known = this.#outcomes.get(op.id);
    if (known !== undefined)
      return known.body === body ? known.result : { id: op.id, outcome: 'rejected', code: 'conflict' };
    const result = this.#judge(op, now - ageMs);
    this.#outcomes.set(op.id, { body, result });
    return result;
  }

  #judge({ id, key, base, value, after }: Omit<SettingOp, 'ageMs'>, editedAt: number): OpResult {
    const row = this.rows.get(key);
    const rev = row?.rev ?? 0;
    expect(base).toBeLessThanOrEqual(rev);
    const isCurrent = base === rev || (after !== undefined && row?.by === after);
    if (!isCurrent && editedAt < (row?.editedAt ?? 0)) return { id, outcome: 'superseded', rev };
    if (row !== undefined && value === row.value && editedAt <= row.editedAt)
      return { id, outcome: 'same', rev };
    this.write(key, value as Value, Math.max(editedAt, isCurrent ? (row?.editedAt ?? 0) : 0), id);
    return { id, outcome: 'applied', rev: this.seq };
  }

  write(key: string, value: Value, editedAt: number, by: string): void {
    this.seq += 1;
    this.applied.push(by);
    this.rows.set(key, { value, rev: this.seq, editedAt, by });
    const data = { app: 'demo', key, scope: 'user', rev: this.seq, editedAt };
    this.events.push({
      cursor: `log.${this.seq}.0`,
      topic: `user:${user.id}`,
      seq: this.seq,
      type: 'setting.changed',
      at: editedAt,
      actor: { user: user.id, device: by.startsWith('other') ? 'dev_other' : 'dev_self' },
      data: value === undefined ? { ...data, unset: true } : { ...data, value },
    });
  }

  get snapshot() {
    return [...this.rows].flatMap(([key, { value, rev, editedAt }]) =>
      value === undefined
        ? []
        : [{ ...placeOf(key as Key), value, rev, at: editedAt, editedAt, device: 'dev_other' }],
    );
  }
}

/** The cache of the browser, which may refuse any call. */
function faultyCache(inner: LocalCache, isFaulty: () => boolean): LocalCache {
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isFaulty()) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    return work();
  };
  return {
    read: (key) => call(() => inner.read(key)),
    write: (key, value) => call(() => inner.write(key, value)),
    remove: (key) => call(() => inner.remove(key)),
    keys: (prefix) => call(() => inner.keys(prefix)),
  };
}

class Tab {
  readonly engine: SettingsEngine;
  readonly kill: () => void;
  readonly isGone: () => boolean;
  readonly rejected: string[] = [];
  isLive = false;
  #heard = 0;
  readonly #world: World;
  readonly #calls: ((fate: 'lost' | 'answered') => void)[] = [];

  constructor(world: World) {
    this.#world = world;
    const { environment, kill, isGone } = world.browser.tab();
    this.kill = kill;
    this.isGone = isGone;
    const { server, browser } = world;
    // What a tab that is gone had asked of the cache is done or not; nothing more comes of it there.
    const cache = faultyCache(world.cache, () => isGone() || world.isFull);
    const call = (_: string, params: object) =>
      new Promise((resolve, reject) => {
        // However long the answer takes: ages are exact where the way there takes no time.
        const sentAt = browser.clock.time;
        const { ops } = JSON.parse(JSON.stringify(params)) as { ops: SettingOp[] };
        this.#calls.push((fate) => {
          const results = ops.map((op) => server.take(op, sentAt));
          if (isGone()) return;
          if (fate === 'answered') resolve({ results });
          else reject(gaveUp('the connection was lost'));
        });
      });
    this.engine = new SettingsEngine({
      environment,
      disk: new Disk(cache, environment),
      url: 'http://kith.test',
      calls: { call: call as never },
      self: () => 'dev_self',
      deviceClass: 'desktop',
      whole: () => (this.isLive ? user : null),
      isOpen: () => this.isLive && !isGone(),
      isAlone: () => false,
      contactAt: () => browser.clock.time,
      onStaleLogin: () => undefined,
      limits: () => ({}),
      onRestored: () => undefined,
    });
    this.engine.sender.outcomes.subscribe(({ outcome, op }) => {
      if (outcome === 'rejected') this.rejected.push(op.id);
    });
    void this.engine.enter('dev_self');
  }

  shows(key: Key): Value {
    return shown(this.engine.table.row(placeOf(key)))?.value;
  }

  edit(key: Key, value: Value): void {
    this.engine.editor.edit(placeOf(key), { value });
    expect(this.shows(key)).toBe(value);
  }

  answer(fate: 'lost' | 'answered'): void {
    this.#calls.shift()?.(fate);
    if (fate === 'lost') this.isLive = false;
  }

  connect(): void {
    if (this.isLive || this.isGone()) return;
    this.isLive = true;
    const { server } = this.#world;
    this.#heard = server.events.length;
    this.engine.belongs(user.id);
    this.engine.begin(server.snapshot, { userSeq: server.seq, isSameLog: true, log: 'log' });
    this.engine.end();
    this.engine.sender.nudge();
  }

  hear(count: number): void {
    if (!this.isLive) return;
    const { events } = this.#world.server;
    for (const event of events.slice(this.#heard, this.#heard + count)) this.engine.changed(event);
    this.#heard = Math.min(events.length, this.#heard + count);
  }
}

/** One device with up to three tabs, each of which may be killed at any moment. */
class World {
  readonly browser: Browser;
  readonly server = new Server();
  readonly cache = memoryCache();
  isFull = false;
  tabs: Tab[] = [];
  /** The last value that somebody set of each key by the edit times, whoever did; a tie leaves it open. */
  readonly last = new Map<Key, { at: number; values: Set<Value> }>();
  #values = 0;

  constructor(has?: { locks: boolean; channel: boolean }) {
    this.browser = new Browser(has);
    this.open();
  }

  open(): void {
    if (this.tabs.length < 3) this.tabs.push(new Tab(this));
  }

  tab(index: number): Tab {
    const tab = this.tabs[index % this.tabs.length];
    if (tab === undefined) throw new Error('there is always a tab');
    return tab;
  }

  edit(index: number, key: Key): void {
    this.#values += 1;
    const value = `v${this.#values}`;
    this.tab(index).edit(key, value);
    this.#set(key, value);
  }

  others(key: Key): void {
    this.#values += 1;
    const value = `v${this.#values}`;
    this.server.write(key, value, this.browser.clock.time, `other${this.#values}`);
    this.#set(key, value);
  }

  #set(key: Key, value: Value): void {
    const at = this.browser.clock.time;
    const last = this.last.get(key);
    if (last?.at === at) last.values.add(value);
    else this.last.set(key, { at, values: new Set([value]) });
  }

  kill(index: number): void {
    const tab = this.tab(index);
    tab.kill();
    this.tabs = this.tabs.filter((it) => it !== tab);
    if (this.tabs.length === 0) this.open();
  }

  async finish(): Promise<void> {
    this.isFull = false;
    for (let turn = 0; turn < 25; turn += 1) {
      for (const tab of this.tabs) {
        tab.connect();
        void tab.engine.awake();
      }
      this.browser.clock.pass(1200);
      await turns();
      for (const tab of this.tabs) tab.answer('answered');
      await turns();
      for (const tab of this.tabs) tab.hear(999);
      await turns();
    }
  }
}

type Act = (world: World) => void;

const keyOf = fc.constantFrom(...keys);
const tabOf = fc.nat(2);

function actsOf(isFaulty: boolean): fc.Arbitrary<{ says: string; act: Act }> {
  return fc.oneof(
    fc.tuple(tabOf, keyOf).map(([tab, key]) => ({
      says: `tab ${tab} edits ${key}`,
      act: (world: World) => world.edit(tab, key),
    })),
    keyOf.map((key) => ({ says: `another device edits ${key}`, act: (world: World) => world.others(key) })),
    fc.tuple(tabOf, fc.constantFrom('lost', 'answered')).map(([tab, fate]) => ({
      says: `a call of tab ${tab} is ${fate}`,
      act: (world: World) => world.tab(tab).answer(fate),
    })),
    fc.tuple(tabOf, fc.integer({ min: 1, max: 3 })).map(([tab, count]) => ({
      says: `tab ${tab} hears ${count}`,
      act: (world: World) => world.tab(tab).hear(count),
    })),
    tabOf.map((tab) => ({
      says: `tab ${tab} connects`,
      act: (world: World) => world.tab(tab).connect(),
    })),
    tabOf.map((tab) => ({ says: `tab ${tab} is killed`, act: (world: World) => world.kill(tab) })),
    fc.constant({ says: 'a tab is opened', act: (world: World) => world.open() }),
    fc.integer({ min: 1, max: 1500 }).map((ms) => ({
      says: `${ms} ms pass`,
      act: ({ browser }: World) => browser.clock.pass(ms),
    })),
    ...(isFaulty
      ? [
          fc.boolean().map((isFull) => ({
            says: isFull ? 'the disk is full' : 'the disk takes everything',
            act: (world: World) => {
              world.isFull = isFull;
            },
          })),
        ]
      : []),
  );
}

function storyOf(isFaulty: boolean) {
  return fc.array(actsOf(isFaulty), { maxLength: 40 });
}

async function play(world: World, story: readonly { readonly act: Act }[]): Promise<void> {
  for (const { act } of story) {
    act(world);
    // Time to keep it: what is killed within the same turn as its edit is nobody's to keep.
    await turns();
    world.browser.clock.pass(1);
  }
}

function expectAgreement(world: World): void {
  for (const tab of world.tabs) {
    expect(tab.engine.table.unsettled).toEqual([]);
    expect(tab.rejected).toEqual([]);
    for (const key of keys) expect(tab.shows(key)).toBe(world.server.rows.get(key)?.value);
  }
  // S2: nothing was applied twice.
  expect(new Set(world.server.applied).size).toBe(world.server.applied.length);
}

test.each([
  ['with locks and a channel', { locks: true, channel: true }],
  ['with locks alone', { locks: true, channel: false }],
  ['with a channel alone', { locks: false, channel: true }],
  ['with neither', { locks: false, channel: false }],
])(
  'S1 S2 S4 whichever tab dies, and whatever answer is lost, the last edit stands once, in all tabs: %s',
  async (_, has) => {
    await fc.assert(
      fc.asyncProperty(storyOf(false), async (story) => {
        const world = new World(has);
        await turns();
        await play(world, story);
        await world.finish();
        expectAgreement(world);
        for (const [key, { values }] of world.last)
          expect(values).toContain(world.server.rows.get(key)?.value);
        // S3: what is answered is kept no more.
        expect(await world.cache.keys('http://kith.test dev_self edit ')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  },
);

test('S1 S2 a disk that is full at any moment harms nothing that a tab holds, and takes it once it can', async () => {
  await fc.assert(
    fc.asyncProperty(storyOf(true), async (story) => {
      const world = new World();
      await turns();
      await play(world, story);
      await world.finish();
      expectAgreement(world);
      expect(world.tab(0).engine.unsaved).toBe(0);
      expect(await world.cache.keys('http://kith.test dev_self edit ')).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('S7 what a tab shows is never older than what it has shown, while it lives', async () => {
  await fc.assert(
    fc.asyncProperty(storyOf(true), async (story) => {
      const world = new World();
      await turns();
      const shownBy = new Map<Tab, Map<Key, Value[]>>();
      const look = () => {
        for (const tab of world.tabs) {
          const seen = shownBy.get(tab) ?? new Map<Key, Value[]>(keys.map((key) => [key, []]));
          shownBy.set(tab, seen);
          for (const key of keys) {
            const values = seen.get(key) ?? [];
            const value = tab.shows(key);
            if (value !== values.at(-1)) values.push(value);
          }
        }
      };
      for (const { act } of story) {
        act(world);
        look();
        for (let turn = 0; turn < 40; turn += 1) {
          await Promise.resolve();
          look();
        }
        world.browser.clock.pass(1);
        look();
      }
      await world.finish();
      look();
      // A value is set once: one that shows again after another one did is a flicker.
      for (const seen of shownBy.values()) {
        for (const values of seen.values()) expect(new Set(values).size).toBe(values.length);
      }
    }),
    { numRuns: 300 },
  );
});
