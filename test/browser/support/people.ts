/** What people do on the pages, by the words that they read there. */
import type { Locator } from 'playwright-core';
import { fresh } from '../../support/person.ts';
import type { PersonWindow } from './window.ts';
import { words } from './words.ts';

export const password = 'tulip garden seven boats';

/** Fills the form of /register, where this window is, and sends it. */
export async function registerDevice({ page, look }: PersonWindow, name = fresh('Chrome')): Promise<string> {
  const say = words(look.locale);
  await page.getByRole('textbox', { name: say('entry.device.name'), exact: true }).fill(name);
  await page.getByLabel(say('entry.password.label'), { exact: true }).fill(password);
  await page.getByRole('button', { name: say('register.register'), exact: true }).click();
  return name;
}

/** Waits until the page says that a device is registered. */
export async function untilRegistered({ page, look }: PersonWindow, name: string): Promise<void> {
  const says = words(look.locale)('register.done.registered', { name });
  await page.getByRole('heading', { level: 1, name: says }).waitFor();
}

/** Makes a user where the page offers it; it is done when this window is live in it. */
export async function createUser({ page, look }: PersonWindow, handle = fresh('p')): Promise<string> {
  const say = words(look.locale);
  await page.getByRole('textbox', { name: say('entry.user.handle'), exact: true }).fill(handle);
  await page.getByRole('button', { name: say('entry.user.create'), exact: true }).click();
  await page.getByRole('banner').getByText(handle).waitFor();
  return handle;
}

/** Fills the form of /login, where this window is, and sends it. */
export async function logIn({ page, look }: PersonWindow, device: string, secret: string): Promise<void> {
  const say = words(look.locale);
  await page.getByRole('textbox', { name: say('login.name'), exact: true }).fill(device);
  await page.getByLabel(say('login.password'), { exact: true }).fill(secret);
  await page.getByRole('button', { name: say('login.login'), exact: true }).click();
}

/** Waits until the status chip says that the connection stands. */
export async function untilLive({ page, look }: PersonWindow): Promise<void> {
  await page
    .getByRole('banner')
    .getByText(words(look.locale)('shell.status.live'), { exact: true })
    .waitFor();
}

/** What a new device types to join. */
export interface ShownCode {
  readonly handle: string;
  readonly code: string;
}

/** Has a device show a code on /link, where this window is. */
export async function showCode({ page, look }: PersonWindow): Promise<string> {
  const say = words(look.locale);
  await page.getByRole('button', { name: say('link.code.show'), exact: true }).click();
  const shown = page.getByRole('main').getByText(/^[B-Z]{4}-[B-Z]{4}$/);
  return (await shown.textContent()) ?? '';
}

/** Types a code on /link, where this window is; gives the number that then shows. */
export async function typeCode(window: PersonWindow, { handle, code }: ShownCode): Promise<string> {
  const { page, look } = window;
  const say = words(look.locale);
  await page.getByRole('textbox', { name: say('link.new.handle'), exact: true }).fill(handle);
  await page.getByRole('textbox', { name: say('link.new.code'), exact: true }).fill(code);
  await page.getByRole('button', { name: say('link.new.ask'), exact: true }).click();
  return numberShown(window);
}

/** The number that this window shows for another device to type. */
export async function numberShown({ page, look }: PersonWindow): Promise<string> {
  const heading = page.getByRole('heading', { name: words(look.locale)('link.new.typeIt') });
  return ((await heading.textContent()) ?? '').replaceAll(/\D/g, '');
}

/** Where a window asks its person to answer a device. */
export function requestOf({ page, look }: PersonWindow, name: string): Locator {
  return page.getByRole('region', { name: words(look.locale)('link.trusted.asks', { name }) });
}

/** Types a number into a request and approves. */
export async function approve(window: PersonWindow, request: Locator, number: string): Promise<void> {
  const say = words(window.look.locale);
  await request.getByRole('textbox', { name: say('link.trusted.number') }).fill(number);
  await request.getByRole('button', { name: say('link.trusted.approve'), exact: true }).click();
}
