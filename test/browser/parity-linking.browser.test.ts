import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { fresh, TestDevice } from '../support/person.ts';
import { arriveAlone, arriveAsUser } from './support/arrive.ts';
import { locales } from './support/look.ts';
import { openPage } from './support/page.ts';
import {
  approve,
  numberShown,
  registerDevice,
  requestOf,
  showCode,
  typeCode,
  untilLive,
} from './support/people.ts';
import { type Open, test } from './support/rig.ts';
import { picture } from './support/screens.ts';
import { words } from './support/words.ts';

/** Two windows: a device of a user that shows a code, and one without a user on the page where codes are typed. */
async function twoDevices(open: Open, url: string, locale: 'en' | 'ru') {
  const existing = await open(url, { locale });
  const joining = await open(url, { locale });
  const [{ user }, { name }] = await Promise.all([arriveAsUser(existing), arriveAlone(joining)]);
  await openPage(existing, '/link');
  const code = await showCode(existing);
  await openPage(joining, '/link');
  return { existing, joining, name, handle: user.handle, code };
}

describe.each(locales)('joining another device, in %s', (locale) => {
  const say = words(locale);

  test('code and number let a device in, and both see it', async ({ open, kith }) => {
    const { existing, joining, name, handle, code } = await twoDevices(open, kith.url, locale);
    await picture(existing, 'link', 'code');
    const number = await typeCode(joining, { handle, code });
    expect(number).toMatch(/^\d\d$/);
    const request = requestOf(existing, name);
    await request.waitFor();
    await picture(existing, 'link', 'request');
    await picture(joining, 'link', 'number');
    await approve(existing, request, number);
    await joining.page.getByText(say('link.new.joined', { name: handle })).waitFor();
    await existing.page.getByText(say('link.trusted.ended.approvedHere', { name })).waitFor();
    await joining.page.getByRole('banner').getByText(handle, { exact: true }).waitFor();
    await picture(joining, 'link', 'joined');
  });

  test('three wrong numbers end it, on both sides', async ({ open, kith }) => {
    const { existing, joining, name, handle, code } = await twoDevices(open, kith.url, locale);
    const number = Number(await typeCode(joining, { handle, code }));
    const request = requestOf(existing, name);
    for (const [count, wrong] of [number + 1, number + 2, number + 3].entries()) {
      await approve(existing, request, String(wrong % 100).padStart(2, '0'));
      if (count < 2) await request.getByText(say('link.trusted.wrong', { count: 2 - count })).waitFor();
    }
    await existing.page.getByText(say('link.trusted.ended.killed', { name })).waitFor();
    await joining.page.getByRole('heading', { name: say('link.new.denied.title') }).waitFor();
    await picture(existing, 'link', 'killed');
    await picture(joining, 'link', 'denied');
  });

  test('one press denies, and the other device is told', async ({ open, kith }) => {
    const { existing, joining, name, handle, code } = await twoDevices(open, kith.url, locale);
    await typeCode(joining, { handle, code });
    await requestOf(existing, name)
      .getByRole('button', { name: say('link.trusted.deny'), exact: true })
      .click();
    await existing.page.getByText(say('link.trusted.ended.deniedHere', { name })).waitFor();
    await joining.page.getByRole('heading', { name: say('link.new.denied.title') }).waitFor();
    await joining.page.getByRole('button', { name: say('link.new.again') }).click();
    await joining.page.getByRole('textbox', { name: say('link.new.code'), exact: true }).waitFor();
  });

  test('a device that cancels is let in by nobody, and the other device is told', async ({ open, kith }) => {
    const { existing, joining, name, handle, code } = await twoDevices(open, kith.url, locale);
    await typeCode(joining, { handle, code });
    await requestOf(existing, name).waitFor();
    await joining.page.getByRole('button', { name: say('link.new.cancel'), exact: true }).click();
    await existing.page.getByText(say('link.trusted.ended.withdrawn', { name })).waitFor();
    await joining.page.getByRole('textbox', { name: say('link.new.code'), exact: true }).waitFor();
    expect(await requestOf(existing, name).count()).toBe(0);
  });

  test('an answer moves nothing, however long the name of the device is', async ({ open, kith }) => {
    const existing = await open(kith.url, { locale, width: 320 });
    const { user } = await arriveAsUser(existing);
    await openPage(existing, '/link');
    const code = await showCode(existing);
    const name = fresh('Very').padEnd(64, ' long device name').trim();
    const joining = await TestDevice.register(kith.url, name);
    const { link } = await joining.http.ok<{ link: string }>('links.redeem', { handle: user.handle, code });
    const placeOf = async (region: Locator) => (await region.boundingBox())?.y;
    const before = await placeOf(requestOf(existing, name));
    await joining.http.ok('links.cancel', { link });
    await existing.page.getByText(say('link.code.state.denied')).filter({ visible: true }).waitFor();
    const answered = existing.page.getByRole('region', { name: say('link.trusted.asked', { name }) });
    expect(await placeOf(answered)).toBe(before);
  });

  test('whoever scans the code types nothing but a name for the device', async ({ open, kith }) => {
    const existing = await open(kith.url, { locale });
    const { user } = await arriveAsUser(existing);
    await openPage(existing, '/link');
    const code = await showCode(existing);
    const stranger = await open(kith.url, { locale });
    await openPage(stranger, `/link#${user.handle}.${code}`);
    const name = await registerDevice(stranger);
    const number = await numberShown(stranger);
    await approve(existing, requestOf(existing, name), number);
    await stranger.page.getByText(say('link.new.joined', { name: user.handle })).waitFor();
    expect(stranger.page.url()).not.toContain(code);
  });

  test('a device that asks shows wherever the person is, and leads to its answer', async ({ open, kith }) => {
    const { existing, joining, name, handle, code } = await twoDevices(open, kith.url, locale);
    await openPage(existing, '/settings');
    const number = await typeCode(joining, { handle, code });
    const notice = existing.page.getByRole('region', { name: say('shell.notices') });
    await notice.getByText(say('shell.happenings.asks', { name })).waitFor();
    await picture(existing, 'settings', 'asked');
    await notice.getByRole('link', { name: say('shell.happenings.review') }).click();
    await approve(existing, requestOf(existing, name), number);
    await joining.page.getByText(say('link.new.joined', { name: handle })).waitFor();
  });

  test('a code works once', async ({ open, kith }) => {
    const { joining, handle, code } = await twoDevices(open, kith.url, locale);
    await typeCode(joining, { handle, code });
    const third = await open(kith.url, { locale });
    await arriveAlone(third);
    await openPage(third, '/link');
    const { page } = third;
    await untilLive(third);
    await page.getByRole('textbox', { name: say('link.new.handle'), exact: true }).fill(handle);
    await page.getByRole('textbox', { name: say('link.new.code'), exact: true }).fill(code);
    await page.getByRole('button', { name: say('link.new.ask'), exact: true }).click();
    const says = ['not-found', 'link-expired'].map((why) => page.getByText(say(`link.new.refused.${why}`)));
    const [unknown, used] = says;
    if (unknown === undefined || used === undefined) throw new Error('two answers');
    await unknown.or(used).waitFor();
  });
});
