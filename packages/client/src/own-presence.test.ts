import { expect, test } from 'vitest';
import { gaveUp } from './errors.ts';
import { OwnPresence } from './own-presence.ts';

test('what was chosen for one device and not told yet is not said of the next one', async () => {
  const said: unknown[] = [];
  let isThere = false;
  const presence = new OwnPresence({
    call: (async (_: string, params: object) => {
      if (!isThere) throw gaveUp('offline');
      said.push(params);
      return {};
    }) as never,
  });
  presence.of('dev_1');
  await presence.choose('invisible').catch(() => undefined);
  presence.of('dev_2');
  expect(presence.state.get()).toBe('online');
  isThere = true;
  presence.greeted(null);
  presence.of('dev_2');
  presence.greeted('away');
  expect([presence.state.get(), said]).toEqual(['away', []]);
});
