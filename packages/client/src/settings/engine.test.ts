import type { SettingOp } from '@kith/protocol';
import { expect, test } from 'vitest';
import { Disk } from '../cache/disk.ts';
import { memoryCache } from '../cache/memory.ts';
import { KithError } from '../errors.ts';
import type { User } from '../replica/replica.ts';
import { Browser, turns } from '../testing/browser.ts';
import { SettingsEngine } from './engine.ts';
import { shown } from './row.ts';

const ada: User = { id: 'usr_ada', handle: 'ada', displayName: null };
const bob: User = { id: 'usr_bob', handle: 'bob', displayName: null };
const place = { app: 'demo', scope: 'user', key: 'k' };

/** One browser, whose tabs are lives of one device. */
class Place {
  readonly browser = new Browser();
  readonly cache = memoryCache();

  tab() {
    const { environment, kill } = this.browser.tab();
    const disk = new Disk(this.cache, environment);
    const sent: SettingOp[] = [];
    const restored: User[] = [];
    const rejected: string[] = [];
    let user: User | null = null;
    let isOpen = false;
    const engine = new SettingsEngine({
      environment,
      disk,
      url: 'http://kith.test',
      calls: {
        call: (async (_: string, { ops }: { ops: SettingOp[] }) => {
          sent.push(...ops);
          return { results: ops.map(({ id }, index) => ({ id, outcome: 'applied', rev: 50 + index })) };
        }) as never,
      },
      self: () => 'dev_1',
      deviceClass: 'desktop',
      whole: () => user,
      isOpen: () => isOpen,
      isAlone: () => false,
      contactAt: () => this.browser.clock.time,
      onStaleLogin: () => undefined,
      limits: () => ({}),
      onRestored: (it) => restored.push(it),
    });
    engine.sender.outcomes.subscribe(({ outcome, code }) => rejected.push(`${outcome} ${code}`));
    const meet = (who: User, given: { value?: string; userSeq?: number; log?: string } = {}) => {
      const { value, userSeq = 7, log = 'log' } = given;
      const told = { ...place, rev: userSeq, at: 1, editedAt: 1, device: 'dev_2' };
      engine.belongs(who.id);
      user = who;
      engine.begin(value === undefined ? [] : [{ ...told, value }], { userSeq, isSameLog: true, log });
      engine.end();
    };
    return {
      engine,
      disk,
      kill,
      sent,
      restored,
      rejected,
      meet,
      shows: () => shown(engine.table.row(place))?.value,
      edit: (value: string) => engine.editor.edit(place, { value }),
      connect: () => {
        isOpen = true;
        engine.sender.nudge();
      },
    };
  }

  async pass(ms: number): Promise<void> {
    await turns();
    this.browser.clock.pass(ms);
    await turns();
  }

  async kept(): Promise<readonly string[]> {
    const keys = await this.cache.keys('');
    return keys.map((key) => key.split(' ')[2] ?? '');
  }
}

test('values and their user show before the network, and the edit that waits above them', async () => {
  const world = new Place();
  const first = world.tab();
  await first.engine.enter('dev_1');
  first.meet(ada, { value: 'told' });
  await world.pass(2000);
  first.edit('typed');
  await world.pass(10);
  first.kill();
  const second = world.tab();
  await second.engine.enter('dev_1');
  expect([second.restored, second.shows(), second.engine.unsaved]).toEqual([[ada], 'typed', 1]);
  await world.pass(10);
  second.meet(ada, { value: 'told' });
  second.connect();
  await world.pass(10);
  expect(second.sent).toMatchObject([{ key: 'k', value: 'typed', base: 7 }]);
});

test('after a logout nothing of the person is kept but what is unsent; the next login of the device sends it', async () => {
  const world = new Place();
  const tab = world.tab();
  await tab.engine.enter('dev_1');
  tab.meet(ada, { value: 'told' });
  await world.pass(2000);
  tab.edit('typed');
  await world.pass(10);
  tab.engine.leave({ isRevoked: false });
  await world.pass(2000);
  expect([tab.shows(), tab.rejected, await world.kept()]).toEqual([undefined, [], ['edit']]);
  await tab.engine.enter('dev_1');
  tab.meet(ada, { value: 'told' });
  tab.connect();
  await world.pass(10);
  expect(tab.sent).toMatchObject([{ value: 'typed' }]);
});

test('a device that was signed out for good keeps nothing, and says what is lost', async () => {
  const world = new Place();
  const tab = world.tab();
  await tab.engine.enter('dev_1');
  tab.meet(ada, { value: 'told' });
  await world.pass(2000);
  tab.edit('typed');
  tab.engine.leave({ isRevoked: true });
  await world.pass(2000);
  expect([tab.rejected, await world.kept()]).toEqual([['rejected unauthenticated'], []]);
});

test('edits of one user never go to another: they are dropped, and told', async () => {
  const world = new Place();
  const first = world.tab();
  await first.engine.enter('dev_1');
  first.meet(ada);
  await world.pass(2000);
  first.edit('of ada');
  await world.pass(10);
  first.kill();
  const second = world.tab();
  await second.engine.enter('dev_1');
  await world.pass(10);
  second.meet(bob);
  second.connect();
  await world.pass(3000);
  expect([second.sent, second.rejected, second.shows()]).toEqual([
    [],
    ['rejected unauthenticated'],
    undefined,
  ]);
});

test('nor do edits that are found when it is known already who is here', async () => {
  const world = new Place();
  const first = world.tab();
  await first.engine.enter('dev_1');
  first.meet(ada);
  await world.pass(2000);
  first.edit('of ada');
  await world.pass(10);
  first.kill();
  const second = world.tab();
  second.meet(bob);
  await second.engine.enter('dev_1');
  second.connect();
  await world.pass(3000);
  expect([second.sent, second.rejected, second.shows()]).toEqual([
    [],
    ['rejected unauthenticated'],
    undefined,
  ]);
  expect(await world.kept()).not.toContain('edit');
});

test('an edit that is stored stays kept until the values that are kept tell of it', async () => {
  const world = new Place();
  const tab = world.tab();
  await tab.engine.enter('dev_1');
  tab.meet(ada);
  await world.pass(2000);
  tab.connect();
  tab.edit('typed');
  await world.pass(10);
  tab.meet(ada, { value: 'typed', userSeq: 60 });
  await world.pass(10);
  expect([tab.engine.table.unsettled, await world.kept()]).toEqual([[], ['edit', 'values']]);
  await world.pass(1000);
  expect(await world.kept()).toEqual(['values']);
});

test.each([
  ['another log', { log: 'other', userSeq: 9 }],
  ['the same log, set back', { log: 'log', userSeq: 3 }],
])('edits that were made over values of %s are asked for anew, on no base', async (_, given) => {
  const world = new Place();
  const first = world.tab();
  await first.engine.enter('dev_1');
  first.meet(ada, { value: 'told' });
  await world.pass(2000);
  first.edit('typed');
  await world.pass(10);
  first.kill();
  const second = world.tab();
  await second.engine.enter('dev_1');
  await world.pass(10);
  second.meet(ada, { value: 'older', ...given });
  second.connect();
  await world.pass(10);
  expect(second.sent).toMatchObject([{ value: 'typed', base: 0 }]);
});

test('an edit of one tab shows in the other at once, offline too, and is sent by the one that made it', async () => {
  const world = new Place();
  const [one, two] = [world.tab(), world.tab()];
  await one.engine.enter('dev_1');
  await two.engine.enter('dev_1');
  one.edit('first');
  await turns();
  expect([two.shows(), two.engine.unsaved]).toEqual(['first', 1]);
  two.edit('second');
  await turns();
  expect(one.shows()).toBe('second');
  for (const tab of [one, two]) {
    tab.meet(ada);
    tab.connect();
  }
  await world.pass(10);
  expect([one.sent, two.sent].map((ops) => ops.map(({ value }) => value))).toEqual([['first'], ['second']]);
});

test('an edit over one that another tab sends goes behind it, so that the network cannot turn them round', async () => {
  const world = new Place();
  const [one, two] = [world.tab(), world.tab()];
  await one.engine.enter('dev_1');
  await two.engine.enter('dev_1');
  for (const tab of [one, two]) tab.meet(ada);
  one.edit('first');
  await turns();
  two.edit('second');
  two.connect();
  await world.pass(500);
  expect(two.sent).toEqual([]);
  one.connect();
  await world.pass(10);
  expect([one.sent, two.sent].map((ops) => ops.map(({ value }) => value))).toEqual([['first'], ['second']]);
});

test('a tab that does not come to send holds no other up for longer than a second', async () => {
  const world = new Place();
  const [one, two] = [world.tab(), world.tab()];
  await one.engine.enter('dev_1');
  await two.engine.enter('dev_1');
  for (const tab of [one, two]) tab.meet(ada);
  one.edit('first');
  await turns();
  two.edit('second');
  two.connect();
  await world.pass(1000);
  expect(two.sent).toMatchObject([{ value: 'second' }]);
});

test('whoever waits for an edit is told when the client ends, and it is kept for the next life', async () => {
  const world = new Place();
  const first = world.tab();
  await first.engine.enter('dev_1');
  first.edit('typed');
  const waiting = first.engine.sender.flush();
  const closed = first.engine.close();
  await expect(waiting).rejects.toBeInstanceOf(KithError);
  await closed;
  await expect(first.engine.sender.flush()).rejects.toBeInstanceOf(KithError);
  const second = world.tab();
  await second.engine.enter('dev_1');
  await world.pass(10);
  expect(second.shows()).toBe('typed');
});

test('what is dropped here is dropped in the other tabs as well, and told once in each', async () => {
  const world = new Place();
  const [one, two] = [world.tab(), world.tab()];
  await one.engine.enter('dev_1');
  await two.engine.enter('dev_1');
  two.edit('typed');
  await turns();
  one.engine.clearKept('drop');
  await world.pass(10);
  expect([one.shows(), two.shows(), two.rejected]).toEqual([
    undefined,
    undefined,
    ['rejected unauthenticated'],
  ]);
});

test('a drag is kept at most four times a second, and its last value always', async () => {
  const world = new Place();
  const writes: string[] = [];
  const { write } = world.cache;
  world.cache.write = async (key, value) => {
    if (key.includes(' edit ')) writes.push(JSON.stringify(value));
    await write(key, value);
  };
  const tab = world.tab();
  await tab.engine.enter('dev_1');
  for (let step = 1; step <= 100; step += 1) {
    tab.engine.editor.edit(place, { value: `at ${step}`, gesture: 'drag' });
    await world.pass(10);
  }
  await world.pass(300);
  expect(writes.length).toBeLessThanOrEqual(6);
  expect(writes.at(-1)).toContain('at 100');
});
