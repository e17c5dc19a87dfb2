import { expect, test } from 'vitest';
import { LeapClock } from '../support/leap-clock.ts';
import { another, newPerson, type TestDevice } from '../support/person.ts';
import { expectReset, expectResumed } from '../support/resets.ts';
import { serve } from '../support/server.ts';
import { headOf, syncOnce } from '../support/sync.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Asks again until the answer changes; each time is a whole call, so that nothing here watches a clock. */
async function untilTrimmed(device: TestDevice, since: string): Promise<void> {
  for (let asked = 0; asked < 1000; asked += 1)
    if ((await syncOnce(device, since)).reset !== undefined) return;
  throw new Error('the log was not trimmed');
}

test('a cursor from before the log was trimmed gives a reset; one from where it was trimmed goes on', async () => {
  const clock = new LeapClock();
  await using server = await serve({ clock, settings: { RETENTION_DAYS: '1' } });
  const { device } = await newPerson(server.url);
  const phone = await another(device);
  const cursors: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    await phone.set(`key.${count}`, count);
    cursors.push(await headOf(device));
  }
  clock.leap(2 * dayMs);
  await device.login();
  await untilTrimmed(device, cursors[0] ?? '');
  const last = cursors.pop() ?? '';
  for (const cursor of cursors) {
    const { snapshot } = await expectReset(device, cursor, 'trimmed');
    expect(snapshot.settings.length).toBe(6);
  }
  await expectResumed(device, last);
  const { rev } = await device.set('key.0', 'goes on');
  expect(rev, 'seqs go on where they were').toBeGreaterThan(8);
  await server.stop();

  await using again = await server.again();
  for (const cursor of cursors) await expectReset(device, cursor, 'trimmed');
  await expectResumed(device, last);
  expect(again.url).toBe(server.url);
});
