import { createClient } from '@kith/client';
import { expect, test } from 'vitest';
import { exported } from './export.ts';

test('a copy has the values that were chosen, of each app, and no default', () => {
  using kith = createClient({ url: 'http://127.0.0.1:9', resume: false });
  kith.settings('demo', { salary: 2500, email: '' }).set('email', 'ada@example.org');
  const copy = JSON.parse(exported(kith)) as { readonly settings: unknown };
  expect(copy.settings).toEqual({ demo: { email: 'ada@example.org' }, 'kith.web': {} });
});

test('whoever has no user gets a copy that says so', () => {
  using kith = createClient({ url: 'http://127.0.0.1:9', resume: false });
  expect(JSON.parse(exported(kith))).toMatchObject({ user: null, devices: [] });
});
