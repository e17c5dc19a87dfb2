import { expect, test } from 'vitest';
import { isOnlyHere } from './reach.ts';

test('loopback is reached from this machine alone; everything else may be reached', () => {
  for (const name of ['localhost', 'kith.localhost', '127.0.0.1', '127.1.2.3', '[::1]', 'LOCALHOST']) {
    expect(isOnlyHere(name), name).toBe(true);
  }
  for (const name of ['192.168.1.7', 'kith.local', 'example.org', '127.example.org', '[fe80::1]']) {
    expect(isOnlyHere(name), name).toBe(false);
  }
});
