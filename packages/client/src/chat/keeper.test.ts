import { expect, test } from 'vitest';
import { Disk } from '../cache/disk.ts';
import { memoryCache } from '../cache/memory.ts';
import type { Environment } from '../environment/environment.ts';
import { Cell } from '../observable.ts';
import { HandClock } from '../testing/hand-clock.ts';
import type { KeptEntry } from './entry.ts';
import { Keeper } from './keeper.ts';

/** A browser: its tabs share a cache, and locks that a tab which is gone holds no more. */
class Browser {
  readonly clock = new HandClock();
  readonly cache = memoryCache();
  readonly #queues = new Map<string, Promise<unknown>>();
  #ids = 0;

  readonly #exclusively: Environment['exclusively'] = (name, task) => {
    const turn = (this.#queues.get(name) ?? Promise.resolve()).then(task);
    this.#queues.set(name, turn);
    return turn;
  };

  /** A tab in which the device is logged in; `list` is what the server told of its chats. */
  tab({ list, device = { id: 'dev_1' } }: { list?: string; device?: { id: string } | null } = {}) {
    const found: string[] = [];
    const restored: string[] = [];
    const user = (id: string) => ({ id, handle: id, displayName: null });
    const keeper = new Keeper({
      environment: {
        ...({} as Environment),
        now: this.clock.now,
        after: this.clock.after,
        exclusively: this.#exclusively,
        bytes: (length) => {
          this.#ids += 1;
          return new Uint8Array(length).fill(this.#ids);
        },
      },
      disk: new Disk(this.cache, { after: this.clock.after, random: () => 0 }),
      url: 'http://kith.test',
      list: () => (list === undefined ? undefined : { user: user(list), chats: [], people: [] }),
      page: (chat) => ({ items: [], hasBefore: false, hasAfter: chat === 'none' }),
      onList: ({ user: { id } }) => restored.push(id),
      onPage: (chat) => restored.push(chat),
      onFound: (entries) => {
        found.push(...entries.map(({ key }) => key));
        // Whoever takes them keeps them as its own.
        for (const it of entries) void keeper.shelf.write(`out ${it.key}`, { ...it, tab: keeper.tab });
      },
    });
    const logged = new Cell(device);
    let isRevoked = false;
    keeper.follow(logged, { forget: () => undefined, isRevoked: () => isRevoked });
    const say = (key: string) => keeper.shelf.write(`out ${key}`, { key, tab: keeper.tab } as KeptEntry);
    const out = (how: 'ended' | 'revoked') => {
      isRevoked = how === 'revoked';
      logged.set(null);
    };
    return { keeper, found, restored, say, out };
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}

test('what a tab that lives has not sent is its own; when it goes, one of the others takes it over', async () => {
  const browser = new Browser();
  const first = browser.tab();
  await first.say('a');
  await first.say('b');
  const [second, third] = [browser.tab(), browser.tab()];
  await turns();
  expect([second.found, third.found]).toEqual([[], []]);
  await first.keeper.close();
  await turns();
  expect([...second.found, ...third.found]).toEqual(['a', 'b']);
});

test('the list and the newest messages are there for the next start, and go with a logout; what is unsent stays', async () => {
  const browser = new Browser();
  const first = browser.tab({ list: 'usr_ada' });
  await turns();
  first.keeper.later();
  first.keeper.laterPage('cht_1');
  await first.say('a');
  browser.clock.pass(1000);
  await turns();
  await first.keeper.close();
  const second = browser.tab();
  await turns();
  expect(second.restored).toEqual(['usr_ada', 'cht_1']);
  expect(second.keeper.self?.id).toBe('usr_ada');
  second.out('ended');
  await turns();
  expect((await browser.cache.keys('')).map((key) => key.split(' ').at(-1))).toEqual(['a']);
});

test('a device that was signed out by another keeps nothing, and no other device is given anything of it', async () => {
  const browser = new Browser();
  const first = browser.tab({ list: 'usr_ada' });
  await turns();
  first.keeper.later();
  await first.say('a');
  await first.keeper.shelf.flush();
  const other = browser.tab({ device: { id: 'dev_2' } });
  await turns();
  expect([other.restored, other.found]).toEqual([[], []]);
  first.out('revoked');
  await turns();
  expect(await browser.cache.keys('')).toEqual([]);
});

test('of more chats than thirty the newest messages of the last ones stay', async () => {
  const browser = new Browser();
  const { keeper } = browser.tab({ list: 'usr_ada' });
  await turns();
  for (let chat = 1; chat <= 40; chat += 1) {
    keeper.laterPage(`cht_${chat}`);
    await keeper.shelf.flush();
  }
  await turns();
  const kept = (await keeper.shelf.keys('page ')).map((key) => Number(key.split('_')[1]));
  expect(kept.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 11));
});
