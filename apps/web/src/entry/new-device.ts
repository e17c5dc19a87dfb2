/** A device that is about to be registered: what stands in its form, what is wrong with it, and its registration. */
import type { Client, Credential } from '@kith/client';
import { type NameFault, nameFault, validName } from '../shell/names.ts';
import { nameOfBrowser } from '../this-browser.ts';
import { notePasswordless } from './passwordless.ts';
import { newSecret } from './secret.ts';
import { charsMin } from './strength.ts';

export interface NewDevice {
  readonly name: string;
  readonly password: string;
  /** It gets a random secret that nobody keeps, in place of a password. */
  readonly isPasswordless: boolean;
  /** Made once, so that a second try after a lost answer registers the same device. */
  readonly secret: string;
}

/**
 * Named by its browser and a number: names are unique on a server, and others have the same browser.
 *
 * Two that are called alike and choose the same password would even be one device.
 */
export function newDevice(userAgent: string): NewDevice {
  const number = 1000 + Math.floor(Math.random() * 9000);
  return {
    name: validName(`${nameOfBrowser(userAgent)} ${number}`),
    password: '',
    isPasswordless: false,
    secret: newSecret(),
  };
}

export interface DeviceFaults {
  readonly name?: NameFault;
  readonly password?: 'short';
}

export function faultsOf({ name, password, isPasswordless }: NewDevice): DeviceFaults {
  const named = nameFault(name.trim());
  const isShort = !isPasswordless && [...password].length < charsMin;
  return { ...(named && { name: named }), ...(isShort && { password: 'short' }) };
}

export function isFine(device: NewDevice): boolean {
  return Object.keys(faultsOf(device)).length === 0;
}

/** Registers it and logs it in. */
export async function register(kith: Client, device: NewDevice, invite: string): Promise<void> {
  const { name, password, isPasswordless, secret } = device;
  const credential: Credential = isPasswordless ? { secret } : { password };
  const asked = invite.trim();
  await kith.register({ ...credential, name: name.trim(), ...(asked !== '' && { invite: asked }) });
  const id = kith.device.get()?.id;
  if (id !== undefined) notePasswordless(id, isPasswordless);
}
