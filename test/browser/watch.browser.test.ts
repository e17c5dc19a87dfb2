import { expect } from 'vitest';
import { refused, serverDown } from './support/allowances.ts';
import { usualLook } from './support/look.ts';
import { test } from './support/rig.ts';
import { serveSite } from './support/site.ts';
import type { Kind } from './support/watch.ts';
import { PersonWindow } from './support/window.ts';

const ownOnly = "default-src 'self'; img-src data:";

const moving = `requestAnimationFrame(() => requestAnimationFrame(() => {
  document.querySelector('#late').style.height = '200px';
  requestAnimationFrame(() => requestAnimationFrame(() => { document.title = 'Moved'; }));
}));`;

interface Fault {
  readonly what: string;
  /** All kinds that it is remarked as. */
  readonly kinds: readonly Kind[];
  readonly body: string;
  readonly policy?: string;
}

test.for<Fault>([
  { what: 'it writes an error', kinds: ['console'], body: '<script>console.error("oh")</script>' },
  { what: 'it warns', kinds: ['console'], body: '<script>console.warn("hm")</script>' },
  { what: 'it throws', kinds: ['page error'], body: '<script>throw new Error("oh")</script>' },
  { what: 'a promise fails', kinds: ['page error'], body: '<script>Promise.reject(Error("oh"))</script>' },
  { what: 'a file is missing', kinds: ['console'], body: '<script src="/missing.js"></script>' },
  {
    what: 'it asks another host, which is kept from answering',
    kinds: ['console', 'failed request', 'third party'],
    body: '<img alt="" src="http://other.example/a.png">',
  },
  {
    what: 'it opens a socket to another host',
    kinds: ['console', 'third party'],
    body: '<script>new WebSocket("ws://other.example")</script>',
  },
  {
    what: 'its policy refuses a script',
    kinds: ['console', 'policy violation'],
    body: '<script>1</script>',
    policy: ownOnly,
  },
  {
    what: 'its policy refuses a style',
    kinds: ['console', 'policy violation'],
    body: '<p style="color: red">',
    policy: ownOnly,
  },
  {
    what: 'it moves by itself',
    kinds: ['layout shift'],
    body: `<div id="late"></div><p>Some text that is read.</p><script>${moving}</script>`,
  },
])('a page is not clean when $what', async ({ kinds, body, policy }, { chromium }) => {
  const url = await serveSite({ pages: { '/': body }, policy });
  const window = await PersonWindow.open(chromium, url, usualLook);
  await window.goTo('/');
  const seen = async () => [...new Set((await window.remarks()).map(({ kind }) => kind))].sort();
  await expect.poll(seen).toEqual(kinds);
  for (const kind of kinds) await expect(window.expectClean()).rejects.toThrow(`${kind}: `);
  await window.device.close();
});

test.fails('a window that is not clean fails its test, though nobody asks', async ({ open }) => {
  const window = await open(await serveSite({ pages: { '/': '<script>console.error("oh")</script>' } }));
  await window.goTo('/');
});

test('what a person does may move things', async ({ open }) => {
  const window = await open(
    await serveSite({
      pages: {
        '/': `<div id="late"></div><button id="more">More</button><script>
          more.onclick = () => { ${moving} };</script>`,
      },
    }),
  );
  await window.goTo('/');
  await window.page.getByRole('button', { name: 'More' }).click();
  await window.page.waitForFunction(() => document.title === 'Moved');
});

test('what says how things stand may move in its own room', async ({ open }) => {
  const body = `<header style="display: flex; justify-content: end">
    <p>Live<span id="late" style="display: inline-block"></span><span role="status"></span></p>
    </header><script>${moving.replace('height', 'width')}</script>`;
  const window = await open(await serveSite({ pages: { '/': body } }));
  await window.goTo('/');
  await window.page.waitForFunction(() => document.title === 'Moved');
});

test('a fault in another tab of the device is one of its window', async ({ chromium }) => {
  const url = await serveSite({ pages: { '/': '', '/bad': '<script>console.error("oh")</script>' } });
  const window = await PersonWindow.open(chromium, url, usualLook);
  await window.goTo('/');
  await window.expectClean();
  const tab = await window.tab();
  await tab.goTo('/bad');
  await expect(window.expectClean()).rejects.toThrow('error: oh');
  await window.device.close();
});

test('what is allowed by name is no fault, and nothing beside it is', async ({ chromium }) => {
  const url = await serveSite({ pages: { '/': '<script src="/missing.js"></script>' } });
  const window = await PersonWindow.open(chromium, url, usualLook);
  await window.goTo('/');
  window.allow(refused(401), serverDown);
  await expect(window.expectClean()).rejects.toThrow('404');
  window.allow(refused(404));
  await window.expectClean();
  await window.device.close();
});

test('a wrong clock shows in every way that a page asks', async ({ open }) => {
  const hours = 3 * 3_600_000;
  const window = await open(await serveSite({ pages: { '/': '' } }), { clockAheadMs: -hours });
  await window.goTo('/');
  const [now, made, said, given] = await window.page.evaluate(() => [
    Date.now(),
    Date.parse(new Date().toISOString()),
    Number(new Date(Date())),
    Number(new Date(5)),
  ]);
  for (const time of [now, made, said])
    expect(Math.abs(Date.now() - hours - (time ?? 0))).toBeLessThan(60_000);
  expect(given).toBe(5);
});

test('a look is what the page is told', async ({ open }) => {
  const window = await open(await serveSite({ pages: { '/': '' } }), {
    locale: 'ru',
    theme: 'dark',
    width: 320,
    reducedMotion: true,
  });
  await window.goTo('/');
  const told = await window.page.evaluate(() => ({
    locale: navigator.language,
    isDark: matchMedia('(prefers-color-scheme: dark)').matches,
    isCalm: matchMedia('(prefers-reduced-motion: reduce)').matches,
    width: innerWidth,
  }));
  expect(told).toEqual({ locale: 'ru', isDark: true, isCalm: true, width: 320 });
});
