import { secret } from '@kith/protocol';
import { describe, expect, it } from 'vitest';
import { faultsOf, isFine, newDevice } from './new-device.ts';

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const fresh = newDevice(chrome);

describe('a new device', () => {
  it('begins with the name of its browser, no password, and a secret of its own', () => {
    expect(fresh.name).toMatch(/^Chrome on Linux \d{4}$/);
    expect(fresh).toMatchObject({ password: '', isPasswordless: false });
    expect(secret.safeParse(fresh.secret).success).toBe(true);
    expect(newDevice(chrome).secret).not.toBe(fresh.secret);
  });

  it('is hardly ever called as another of the same browser', () => {
    const names = new Set(Array.from({ length: 50 }, () => newDevice(chrome).name));
    expect(names.size).toBeGreaterThan(40);
  });

  it('needs a password of eight characters, however long each is, unless it is to have none', () => {
    expect(faultsOf(fresh)).toEqual({ password: 'short' });
    expect(faultsOf({ ...fresh, password: '1234567' })).toEqual({ password: 'short' });
    expect(faultsOf({ ...fresh, password: '😀😀😀😀' })).toEqual({ password: 'short' });
    expect(isFine({ ...fresh, password: '12345678' })).toBe(true);
    expect(isFine({ ...fresh, isPasswordless: true })).toBe(true);
  });

  it('needs a name; spaces around it are not a part of it', () => {
    const named = (name: string) => faultsOf({ ...fresh, isPasswordless: true, name });
    expect(named('  ')).toEqual({ name: 'empty' });
    expect(named(' Laptop ')).toEqual({});
    expect(named('x'.repeat(65))).toEqual({ name: 'long' });
  });
});
