import { describe, expect } from 'vitest';
import { makesRoom, withoutNetwork } from './support/allowances.ts';
import { arriveAsUser } from './support/arrive.ts';
import { openDemo } from './support/demo.ts';
import { locales } from './support/look.ts';
import { untilLive } from './support/people.ts';
import { test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { holdSockets } from './support/sockets.ts';
import type { PersonWindow } from './support/window.ts';
import { words } from './support/words.ts';

/** Runs in the page before its scripts, as the others do: nothing can be kept, there is nothing to ask. */
function noDisk(): void {
  Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
}

function refusingDisk(): void {
  IDBFactory.prototype.open = () => {
    throw new DOMException('not in this window', 'SecurityError');
  };
}

function fullDisk(): void {
  IDBObjectStore.prototype.put = function put() {
    this.transaction.abort();
    throw new DOMException('no room', 'QuotaExceededError');
  };
}

describe.each(locales)('without a network, in %s', (locale) => {
  const say = words(locale);

  test.for([
    ['there is no disk', noDisk, 'refused'],
    ['the disk is refused', refusingDisk, 'refused'],
    ['the disk is full', fullDisk, 'full'],
  ] as const)(
    'where %s, what is typed stays, the page says for how long, and it is sent later',
    async ([, disk, reason], { open, kith }) => {
      const window = await open(kith.url, { locale });
      const { page } = window;
      window.allow(withoutNetwork, makesRoom('/app'));
      await page.addInitScript(disk);
      await page.clock.install();
      const { device } = await arriveAsUser(window);
      const sockets = await holdSockets(page);
      const demo = await openDemo(window);
      const kept = page
        .getByRole('region', { name: say('shell.notices') })
        .getByText(say(`shell.keptHere.${reason}`));
      expect(await kept.count()).toBe(0);
      await window.device.setOffline(true);
      sockets.cut();
      await demo.username.fill('typed all the same');
      await demo.username.press('Tab');
      await kept.waitFor();
      const chip = page.getByRole('banner').getByText(say('shell.status.offlineOpenOnly', { count: 1 }));
      // Offline is called what several attempts have found: their pauses end.
      await expect
        .poll(async () => {
          await page.clock.fastForward(60_000);
          return chip.count();
        })
        .toBe(1);
      await picture(window, 'app', `disk-${reason}`);
      expect(await demo.username.inputValue()).toBe('typed all the same');
      expect(await asksBeforeLeaving(window)).toBe(true);
      sockets.mend();
      await window.device.setOffline(false);
      await untilLive(window);
      await expect.poll(() => kept.count()).toBe(0);
      const { entries } = await device.http.ok<{ entries: object[] }>('settings.get', { app: 'demo' });
      expect(entries).toMatchObject([{ key: 'username', value: 'typed all the same' }]);
      expect(await demo.username.inputValue()).toBe('typed all the same');
      expect(await asksBeforeLeaving(window)).toBe(false);
    },
  );
});

/** Whether the page would hold its person back who leaves it now. */
function asksBeforeLeaving({ page }: PersonWindow): Promise<boolean> {
  return page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
}
