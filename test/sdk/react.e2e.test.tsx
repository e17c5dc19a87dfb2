import type { Client, LinkOffer } from '@kith/client';
import {
  KithProvider,
  type Linking,
  type OwnPresence,
  useConflicts,
  useDevices,
  useKith,
  useLink,
  usePresence,
  useRejections,
  useRetryIn,
  useSetting,
  useSettings,
  useStatus,
  useUser,
} from '@kith/client/react';
import { type ReactNode, useEffect } from 'react';
import { expect, test } from 'vitest';
import { Counter, openPage, type Page } from '../../packages/client/src/testing/page.tsx';
import { LeapClock } from '../support/leap-clock.ts';
import { serve } from '../support/server.ts';
import { another, become, bentWorld, eventually, password, person, registered } from './stage.ts';

/** There is a document here, and yet no browser that would keep a cookie. */
const options = { cookie: false };

const defaults = { theme: 'light', size: 14 };

function show(page: Page, client: Client, node: ReactNode): Promise<void> {
  return page.show(<KithProvider client={client}>{node}</KithProvider>);
}

function reads(page: Page, text: string): Promise<string> {
  return eventually(page.text, (it) => it.includes(text));
}

function Button({ name, does }: { name: string; does: () => unknown }) {
  return (
    <button type="button" onClick={() => void does()}>
      {name}
    </button>
  );
}

function OneSetting({ of }: { of: 'theme' | 'size' }) {
  const { value, set } = useSetting(useKith().settings('demo', defaults), of);
  return (
    <>
      {of} {value}; <Button name={`dark ${of}`} does={() => set('dark')} />
    </>
  );
}

function Editor() {
  const { edited } = useSetting(useKith().settings('demo', defaults), 'theme');
  const editor = useDevices((all) => all.find(({ id }) => id === edited?.device)?.label);
  return `by ${editor ?? 'nobody'}`;
}

test('what one page sets shows on the other in one render, of that key alone, and names the editor', async () => {
  await using server = await serve();
  using laptop = await person(server.url, { ...options, name: 'laptop' });
  using phone = await another(laptop, server.url, options);
  await using near = openPage();
  await using far = openPage();
  const [theme, size] = [new Counter(), new Counter()];
  await show(near, laptop, <OneSetting of="theme" />);
  await show(
    far,
    phone,
    <>
      {theme.of(<OneSetting of="theme" />)}
      {size.of(<OneSetting of="size" />)}
      <Editor />
    </>,
  );
  await reads(far, 'by nobody');
  for (const counter of [theme, size]) counter.take();
  await near.click('dark theme');
  expect(near.text.get()).toContain('theme dark');
  await reads(far, 'by laptop');
  expect(far.text.get()).toContain('theme dark');
  expect([theme.take(), size.take()]).toEqual([1, 0]);
});

/** Offers a code while it is shown, as a page does. */
function Offering({ tell }: { tell: (linking: Linking) => void }) {
  const linking = useLink();
  const { offer, secondsLeft, requests, create, cancel } = linking;
  useEffect(() => {
    void create();
    return cancel;
  }, [create, cancel]);
  tell(linking);
  return `offer ${offer?.state.name}, ${secondsLeft === null ? 'over' : 'in time'}, ${requests.length} ask`;
}

function Asking({ tell }: { tell: (linking: Linking) => void }) {
  const linking = useLink();
  const { attempt, secondsLeft, busy, error } = linking;
  tell(linking);
  const time = secondsLeft === null ? 'over' : 'in time';
  return `attempt ${attempt?.state}, ${time}, ${busy}, ${error?.code ?? null}; ${useUser()?.handle}`;
}

test('linking, both sides: one code under StrictMode, a wrong code, the number, approval', async () => {
  await using server = await serve();
  using laptop = await person(server.url, options);
  using phone = await registered(server.url, options);
  const handle = laptop.user.get()?.handle ?? '';
  await using near = openPage();
  await using far = openPage();
  const [nearSeen, farSeen]: Linking[][] = [[], []];
  await show(near, laptop, <Offering tell={(it) => nearSeen?.push(it)} />);
  await show(far, phone, <Asking tell={(it) => farSeen?.push(it)} />);
  expect(far.text.get()).toBe('attempt undefined, over, null, null; undefined');
  await reads(near, 'offer open, in time, 0 ask');
  const created = () => laptop.events.recent.get().filter(({ type }) => type === 'link.created').length;
  await eventually(laptop.events.recent, () => created() > 0);

  await farSeen?.at(-1)?.redeem({ handle, code: 'AAAA-AAAA' });
  await reads(far, 'attempt undefined, over, null, not-found');
  const code = nearSeen?.at(-1)?.offer?.code ?? '';
  // Typed once more before the first answer came: the newest counts.
  void farSeen?.at(-1)?.redeem({ handle, code: 'AAAA-AAAA' });
  await farSeen?.at(-1)?.redeem({ handle, code });
  await reads(far, 'attempt waiting, in time, null, null');
  expect(farSeen?.at(-1)?.attempt?.expiresAt).toBe(nearSeen?.at(-1)?.offer?.expiresAt);
  await reads(near, 'offer redeemed, in time, 1 ask');
  await nearSeen?.at(-1)?.requests[0]?.approve(farSeen?.at(-1)?.attempt?.number ?? '');
  await reads(near, 'offer approved, over, 0 ask');
  await reads(far, `attempt approved, over, null, null; ${handle}`);
  expect(created()).toBe(1);
});

test('a code that is put away lets nobody in, and another one can be made', async () => {
  await using server = await serve();
  using laptop = await person(server.url, options);
  using phone = await registered(server.url, options);
  await using page = openPage();
  const seen: Linking[] = [];
  await show(page, laptop, <Offering tell={(it) => seen.push(it)} />);
  await reads(page, 'offer open');
  const code = seen.at(-1)?.offer?.code ?? '';
  await page.act(() => seen.at(-1)?.cancel());
  expect(page.text.get()).toBe('offer undefined, over, 0 ask');
  await eventuallyDead(phone, { handle: laptop.user.get()?.handle ?? '', code });
  await page.act(() => seen.at(-1)?.create());
  expect(seen.at(-1)?.offer).toMatchObject({ state: { name: 'open' } });
  expect(seen.at(-1)?.offer?.code).not.toBe(code);
});

/** Nobody waits for the server to be told. */
async function eventuallyDead(phone: Client, given: { handle: string; code: string }): Promise<void> {
  await expect
    .poll(() => phone.links.redeem(given).catch(({ code }: { code: string }) => code))
    .toBe('link-expired');
}

test('a code that comes when nobody looks any more dies', async () => {
  await using server = await serve();
  using laptop = await person(server.url, options);
  const made: LinkOffer[] = [];
  const create = async () => {
    const offer = await laptop.links.create();
    made.push(offer);
    return offer;
  };
  const links = { ...laptop.links, requests: laptop.links.requests, create };
  await using page = openPage();
  const seen: Linking[] = [];
  const client = { ...laptop, links };
  await show(page, client, <Offering tell={() => undefined} />);
  await page.show(null);
  await expect.poll(() => made[0]?.state.get()).toEqual({ name: 'denied' });
  await show(page, client, <Asking tell={(it) => seen.push(it)} />);
  expect([made.length, seen.at(-1)?.offer]).toEqual([1, null]);
});

test('an open code is not made again; one whose time is over is told as expired, and the next is another', async () => {
  await using server = await serve();
  using laptop = await person(server.url, options);
  let aheadMs = 0;
  const client = { ...laptop, serverNow: () => laptop.serverNow() + aheadMs };
  await using page = openPage();
  const seen: Linking[] = [];
  await show(page, client, <Offering tell={(it) => seen.push(it)} />);
  await reads(page, 'offer open, in time');
  const first = seen.at(-1)?.offer?.code;
  await page.act(() => seen.at(-1)?.create());
  expect(seen.at(-1)?.offer?.code).toBe(first);
  aheadMs = 3 * 60_000;
  await reads(page, 'offer expired, over');
  await page.act(() => seen.at(-1)?.create());
  expect(seen.at(-1)?.offer?.code).not.toBe(first);
});

test('a number that is put away withdraws the request, also where it comes when nobody looks any more', async () => {
  await using server = await serve();
  using laptop = await person(server.url, options);
  using phone = await registered(server.url, options);
  await using page = openPage();
  const seen: Linking[] = [];
  await show(page, phone, <Asking tell={(it) => seen.push(it)} />);
  const handle = laptop.user.get()?.handle ?? '';
  const offers = [await laptop.links.create(), await laptop.links.create()] as const;
  await page.act(() => seen.at(-1)?.redeem({ handle, code: offers[0].code }));
  await reads(page, 'attempt waiting');
  await page.act(() => seen.at(-1)?.cancel());
  await eventually(offers[0].state, ({ name }) => name === 'denied');
  expect(page.text.get()).toContain('attempt undefined');
  void seen.at(-1)?.redeem({ handle, code: offers[1].code });
  await page.act(() => seen.at(-1)?.cancel());
  await eventually(offers[1].state, ({ name }) => name === 'denied');
  expect(seen.at(-1)).toMatchObject({ attempt: null, busy: null });
});

test('a code is not shown to whoever logs in next', async () => {
  await using server = await serve();
  using kith = await person(server.url, options);
  await using page = openPage();
  const seen: Linking[] = [];
  await show(page, kith, <Asking tell={(it) => seen.push(it)} />);
  await page.act(() => seen.at(-1)?.create());
  expect(seen.at(-1)?.offer).not.toBeNull();
  await page.act(() => kith.logout());
  expect(seen.at(-1)?.offer).toBeNull();
  await page.act(() => kith.register({ name: 'another', password }));
  await page.act(() => kith.createUser({ handle: 'somebody' }));
  await reads(page, 'somebody');
  expect(seen.at(-1)).toMatchObject({ offer: null, secondsLeft: null });
});

function Refused() {
  const [, settings] = useSettings('demo', defaults);
  const rejections = useRejections(settings);
  return (
    <>
      {rejections.map(({ key, code, dismiss }) => (
        <p key={key}>
          {key}: {code} <Button name="seen" does={dismiss} />
        </p>
      ))}
    </>
  );
}

test('what the server will never take is listed, once for all who list it, until it was seen', async () => {
  await using server = await serve();
  using laptop = await person(server.url, options);
  await using page = openPage();
  await show(
    page,
    laptop,
    <>
      <Refused />
      <Refused />
    </>,
  );
  laptop.settings('demo', defaults).set('theme', 'x'.repeat(40_000));
  await eventually(page.text, (it) => it.split('theme: too-large').length === 3);
  await page.click('seen');
  expect(page.text.get()).toBe('');
});

function Conflicting() {
  const [{ theme }, settings] = useSettings('demo', defaults);
  const conflicts = useConflicts(settings);
  return (
    <>
      {theme}, {conflicts.length} lost
      {conflicts.map(({ key, mine, keepMine }) => (
        <Button key={key} name={`rather ${mine}`} does={keepMine} />
      ))}
    </>
  );
}

test('an edit that lost is offered, and can be kept', async () => {
  await using server = await serve();
  using laptop = await person(server.url, options);
  laptop.settings('demo', defaults).set('theme', 'dark');
  await laptop.settings('demo', defaults).idle();
  using phone = await registered(server.url, options);
  await become(phone, 'live');
  phone.settings('demo', defaults).set('theme', 'sepia');
  await using page = openPage();
  await show(page, phone, <Conflicting />);
  expect(page.text.get()).toBe('sepia, 0 lost');
  const { code } = await laptop.links.create();
  const attempt = await phone.links.redeem({ handle: laptop.user.get()?.handle ?? '', code });
  const [request] = await eventually(laptop.links.requests, (it) => it.length > 0);
  await request?.approve(attempt.number);
  await reads(page, 'dark, 1 lost');
  await page.click('rather sepia');
  expect(page.text.get()).toBe('sepia, 0 lost');
});

function There({ device, tell }: { device: string; tell: (own: OwnPresence) => void }) {
  const own = usePresence();
  const { presence, lastSeenAt } = usePresence(device);
  tell(own);
  return `own ${own.presence}, other ${presence} ${lastSeenAt === null ? 'never' : 'seen'}`;
}

test('presence: of another device, and of this one, which can be set', async () => {
  const clock = new LeapClock();
  await using server = await serve({ clock });
  using laptop = await person(server.url, options);
  using phone = await another(laptop, server.url, options);
  await using page = openPage();
  const owns = new Set<OwnPresence>();
  await show(page, laptop, <There device={phone.device.get()?.id ?? ''} tell={(own) => owns.add(own)} />);
  await reads(page, 'other online');
  await phone.setPresence('away');
  await reads(page, 'other away');
  phone.close();
  // The server gives whoever lost a connection a while to come back.
  const later = () => {
    clock.leap(5000);
    return page.text.get();
  };
  await expect.poll(later).toContain('other offline seen');
  await [...owns].at(-1)?.set('away');
  await reads(page, 'own away');
});

function Standing() {
  const name = useStatus((it) => it.name);
  const retryIn = useRetryIn();
  return `${name}, ${typeof retryIn}`;
}

test('while the client waits a page says when it tries again, and not otherwise', async () => {
  await using server = await serve();
  const world = bentWorld();
  using laptop = await person(server.url, { ...options, environment: world.environment });
  await using page = openPage();
  await show(page, laptop, <Standing />);
  expect(page.text.get()).toBe('live, object');
  world.cut({ offline: true });
  await reads(page, 'waiting, number');
  world.back();
  laptop.retryNow();
  await reads(page, 'live, object');
});
