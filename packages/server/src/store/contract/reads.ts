/** Contract of reads: complete up to where they say, cut where they are asked to, all of one moment. */
import type { Topic } from '@kith/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewOfSetting } from '../../domain/settings/views.ts';
import { StoreFault } from '../port.ts';
import { manualDemo, Stage, type StoreKind, whole, wholeSnapshot, yes } from './stage.ts';

/** Three users whose events lie mixed in the log. */
async function mixed(kind: StoreKind): Promise<{ stage: Stage; topics: Topic[]; devices: string[] }> {
  const stage = await Stage.set(kind);
  const users = [await stage.user(), await stage.user(), await stage.user()];
  for (let round = 0; round < 40; round += 1) {
    const { device } = users[(round * round) % 3] ?? { device: '' };
    yes(await stage.edit(device, { key: `key${round}`, value: 'x'.repeat(round) }));
  }
  return {
    stage,
    topics: users.flatMap(({ topics }) => topics),
    devices: users.map(({ device }) => device),
  };
}

export function readContract(kind: StoreKind): void {
  test('a page holds exactly the events of its topics up to `through`, for any cut', async () => {
    const { stage, topics } = await mixed(kind);
    const log = stage.told;
    const head = log.length;
    const request = fc.record({
      topics: fc.subarray<Topic>([...topics, 'user:nobody']),
      after: fc.nat(head + 2),
      upTo: fc.nat(head + 2),
      limit: fc.integer({ min: 1, max: 50 }),
      bytesMax: fc.integer({ min: 1, max: 4_000 }),
    });
    const holds = fc.asyncProperty(request, async (asked) => {
      const { events, through, floor } = await stage.store.read('page', {
        ...asked,
        reach: whole(asked.topics),
      });
      const wanted = log.filter(
        ({ topic, offset }) => asked.topics.includes(topic) && offset > asked.after && offset <= through,
      );
      expect(floor).toBe(0);
      expect(events).toEqual(wanted);
      const end = Math.min(asked.upTo, head);
      const bytes = events.map(({ data }) => data.length);
      const all = bytes.reduce((sum, size) => sum + size, 0);
      if (through < end) {
        // Cut: by the number, or because the next one would be too much.
        const next = log.find(({ topic, offset }) => asked.topics.includes(topic) && offset > through);
        const full = events.length === asked.limit || all + (next?.data.length ?? 0) > asked.bytesMax;
        expect(events.length > 0 && full).toBe(true);
        expect(through).toBe(events.at(-1)?.offset);
      } else expect(through).toBe(Math.max(end, asked.after));
      expect(events.length).toBeLessThanOrEqual(asked.limit);
      if (events.length > 1) expect(all).toBeLessThanOrEqual(asked.bytesMax);
    });
    await fc.assert(holds, { numRuns: 300 });
  });

  test('page after page, from any offset, nothing is missed and nothing comes twice', async () => {
    const { stage, topics } = await mixed(kind);
    for (let after = 0; after <= stage.told.length; after += 1) {
      const wanted = stage.told.filter(
        ({ topic, offset }) => topics.slice(0, 3).includes(topic) && offset > after,
      );
      expect(await stage.read(topics.slice(0, 3), after, 7)).toEqual(wanted);
    }
  });

  test('a topic that is asked for twice is read once', async () => {
    const { stage, topics } = await mixed(kind);
    expect(await stage.read([...topics, ...topics])).toEqual(stage.told);
  });

  test('everything in one read belongs to one moment', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user();
    let writing = true;
    const writes = (async () => {
      for (let round = 0; round < 300; round += 1) {
        await stage.edit(device, { key: `key${round}`, value: round });
      }
      writing = false;
    })();
    while (writing) {
      const { settings, head } = await stage.store.read('settings', { user, app: 'demo', device });
      // Every edit is one event, and two events made the user: as many settings as the head says.
      expect(settings).toHaveLength(Math.max(0, head.offset - 2));
    }
    await writes;
  });

  test('a row reads as it was written', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    const value = { text: 'Grüße 🦔 "quoted" \\ \u2028', list: [1, 2.5, -0.1, true, null], big: 2 ** 53 - 1 };
    yes(await stage.edit(device, { key: 'ключ', value }));
    const found = await stage.store.read('device', { id: device });
    expect(found?.device).toMatchObject({ id: device, gen: 1, revokedAt: null, userSeq: 1 });
    expect(await stage.values(found?.user?.id ?? '')).toEqual({ ключ: value });
  });

  test('what is contested of a setting reads as it was written, and goes with the choice', async () => {
    const stage = await Stage.set(kind, { apps: manualDemo });
    const { user, device } = await stage.user();
    const { base, contested } = await stage.conflict(user, device);
    const read = async () =>
      (await stage.store.read('settings', { user, app: 'demo', device })).settings.map(viewOfSetting);
    expect(await read()).toEqual([
      expect.objectContaining({ key: 'bio', value: 'one', contested: [contested] }),
    ]);
    yes(await stage.edit(device, { key: 'bio', value: 'both', base }));
    expect(await read()).toEqual([expect.not.objectContaining({ contested: expect.anything() })]);
  });

  test('what is not there reads as nothing', async () => {
    const stage = await Stage.set(kind);
    expect(await stage.store.read('device', { id: 'dev_none' })).toBeUndefined();
    expect(await stage.store.read('user', { id: 'usr_none' })).toBeUndefined();
    expect(await stage.store.read('devicesOf', { user: 'usr_none' })).toEqual([]);
    expect(await stage.read(['user:usr_none'])).toEqual([]);
  });

  test('a snapshot has the links that wait, oldest first, as their events told them', async () => {
    const stage = await Stage.set(kind);
    const { device } = await stage.user();
    const ask = async () => {
      const { handle, code } = yes(await stage.by(device, 'links.create', { network: null }));
      const asked = { handle, code, network: '192.0.2' };
      return yes(await stage.by(await stage.device(), 'links.redeem', asked)).link;
    };
    const [denied, first, second] = [await ask(), await ask(), await ask()];
    yes(await stage.by(device, 'links.deny', { link: denied }));
    yes(await stage.by(device, 'links.create', { network: null }));
    const told = stage.told
      .filter(({ type }) => type === 'link.redeemed')
      .map(({ data, at }) => ({ ...(JSON.parse(data) as { link: string }), at }));
    const { links } = await stage.store.read('snapshot', { ...wholeSnapshot, device });
    expect(links.map(({ link }) => link)).toEqual([first, second]);
    expect(links).toEqual(told.slice(1));
    const start = { of: 'settings', after: 0, maxRev: 9 } as const;
    const later = { ...wholeSnapshot, device, start };
    expect((await stage.store.read('snapshot', later)).links).toEqual([]);
    const elsewhere = (await stage.user()).device;
    expect(
      (await stage.store.read('snapshot', { ...wholeSnapshot, device: elsewhere, bytesMax: 1 })).links,
    ).toEqual([]);
  });

  test('a lookup keeps to its limit', async () => {
    const stage = await Stage.set(kind);
    await stage.user();
    await stage.user();
    expect(await stage.store.read('users', { limit: 1 })).toHaveLength(1);
  });

  test('a history comes newest first, in pages that end at their bytes', async () => {
    const stage = await Stage.set(kind);
    const { user, device } = await stage.user();
    await stage.edits(device, 20);
    const history = { user, app: 'demo', scope: 'user', key: 'key', bytesMax: 1_000 };
    const seen: (string | null)[] = [];
    let pages = 0;
    for (let before: number | undefined, more = true; more; pages += 1) {
      const page = await stage.store.read('settingHistory', {
        ...history,
        ...(before === undefined ? {} : { before }),
      });
      seen.push(...page.changes.map((change) => change.new));
      before = page.changes.at(-1)?.number;
      more = page.more;
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => String(19 - index)));
    expect(pages).toBe(7);
    const least = await stage.store.read('settingHistory', { ...history, bytesMax: 1 });
    expect(least.changes.map((change) => change.new)).toEqual(['19']);
  });

  test('a read that breaks on a bug spoils no other of its turn', async () => {
    const stage = await Stage.set(kind);
    const [bad, good] = await Promise.allSettled([
      stage.store.read('no such' as 'head', {}),
      stage.store.read('head', {}),
    ]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { name: StoreFault.name, code: 'internal' } });
    expect(good.status).toBe('fulfilled');
  });
}
