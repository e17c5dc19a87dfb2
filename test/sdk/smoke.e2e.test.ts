import { createClient } from '@kith/client';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';

test('the whole flow in ten lines', async () => {
  await using server = await serve();
  const kith = createClient({ url: server.url });
  await kith.register({ name: 'laptop', password: 'correct horse' });
  await kith.createUser({ handle: 'ada' });
  const notes = kith.settings('notes', { theme: 'light', size: 14 });
  notes.set('theme', 'dark');
  expect(notes.get('theme')).toBe('dark');
  await notes.idle();
  expect(kith.status.get()).toEqual({ name: 'live', pending: 0 });
  expect(notes.field('theme').get()).toMatchObject({
    value: 'dark',
    source: 'user',
    saving: false,
    edited: { device: kith.device.get()?.id },
  });
  kith.close();
});
