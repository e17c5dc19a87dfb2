/** What people do on the pages, by the words that they read there. */
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
