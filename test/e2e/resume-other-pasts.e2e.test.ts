import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newDir, runKith } from '../support/kith.ts';
import { another, newPerson, type TestDevice } from '../support/person.ts';
import { expectReset, expectResumed } from '../support/resets.ts';
import { serve } from '../support/server.ts';
import { headOf, syncAll } from '../support/sync.ts';

async function setMany(device: TestDevice, word: string, count: number): Promise<string[]> {
  const cursors: string[] = [];
  for (let index = 0; index < count; index += 1) {
    await device.set(`${word}.${index}`, index);
    cursors.push(await headOf(device));
  }
  return cursors;
}

describe('a data directory that was copied back to an older state', () => {
  test('resets who had read on, before and after it is written past the cursor, also from the database', async () => {
    await using first = await serve();
    const { device } = await newPerson(first.url);
    const kept = await setMany(device, 'kept', 3);
    await first.stop();
    const copy = join(newDir(), 'copy');
    cpSync(first.dataDir, copy, { recursive: true });

    await using second = await first.again();
    const lost = await setMany(device, 'lost', 5);
    await second.stop();

    await using third = await second.again({ dataDir: copy });
    for (const cursor of lost) await expectReset(device, cursor, /^(future|rewound)$/);
    await setMany(device, 'new', 10);
    for (const cursor of lost) {
      const { snapshot } = await expectReset(device, cursor, 'rewound');
      expect(snapshot.settings.map(({ key }) => key)).not.toContain('lost.0');
    }
    for (const cursor of kept) await expectResumed(device, cursor);
    const { events } = await syncAll(device, kept.at(-1));
    expect(events.filter(({ type }) => type === 'setting.changed').map(({ data }) => data.key)).toEqual(
      Array.from({ length: 10 }, (_, index) => `new.${index}`),
    );
    await third.stop();

    await using fourth = await third.again();
    for (const cursor of lost) await expectReset(device, cursor, 'rewound');
    for (const cursor of kept) await expectResumed(device, cursor);
    expect(fourth.dataDir).toBe(copy);
  });
});

describe('a backup that was restored', () => {
  test('is a new lineage: every cursor of the old one gives a reset, even at the very same state', async () => {
    await using server = await serve();
    const { device } = await newPerson(server.url);
    const phone = await another(device);
    await setMany(device, 'kept', 3);
    const backup = join(newDir(), 'backup');
    const env = { KITH_DATA_DIR: server.dataDir };
    expect(await runKith(['backup', backup], { env })).toMatchObject({ code: 0 });
    const same = await headOf(device);
    const [later] = await setMany(phone, 'lost', 1);
    await server.stop();
    const restored = join(newDir(), 'restored');
    expect(await runKith(['restore', backup, '--into', restored], { env })).toMatchObject({ code: 0 });

    await using again = await server.again({ dataDir: restored });
    for (const it of [device, phone]) {
      const { snapshot } = await expectReset(it, same, 'foreign');
      expect(snapshot.settings.map(({ key }) => key)).toEqual(['kept.0', 'kept.1', 'kept.2']);
      await expectReset(it, later ?? '', 'foreign');
      await expectResumed(it, await headOf(it));
    }
    expect(again.url).toBe(server.url);
  });
});
