import type { App } from '@kith/client';
import {
  KithProvider,
  useConflicts,
  useDevice,
  useDevices,
  useJoining,
  useLink,
  useLocal,
  useMembers,
  usePresence,
  useRecentEvents,
  useRejections,
  useRemembered,
  useRetryIn,
  useSetting,
  useSettingHistory,
  useSettings,
  useSnapshots,
  useStatus,
  useSuspenseSetting,
  useSuspenseSettings,
  useUser,
} from '@kith/client/react';
import { expect, test } from 'vitest';
import { counted } from '../../packages/client/src/testing/counted.ts';
import { openPage, served } from '../../packages/client/src/testing/page.tsx';
import { serve } from '../support/server.ts';
import { eventually, person } from './stage.ts';

const defaults = { theme: 'light', size: 14 };

const demo: App<typeof defaults, 'pins'> = { name: 'demo', defaults, keys: { pins: { members: true } } };

/** Everything that a hook can show. */
function Everything() {
  const [values, settings] = useSettings(demo);
  const all = [
    values,
    useSetting(settings, 'theme'),
    useSettingHistory(settings, 'theme'),
    useMembers(settings, 'pins'),
    useSuspenseSettings(demo)[0],
    useSuspenseSetting(settings, 'theme'),
    useConflicts(settings),
    useRejections(settings),
    useJoining(),
    useSnapshots(),
    useLocal(),
    useStatus(),
    useRetryIn(),
    useDevice(),
    useUser(),
    useRemembered(),
    useDevices(),
    usePresence(),
    useRecentEvents(),
    useLink(),
  ];
  return JSON.stringify(all);
}

test('every hook: built as nothing, hydrated without a word of React, true afterwards, and silent when gone', async () => {
  await using server = await serve();
  using laptop = await person(server.url, { cookie: false });
  const watched = counted(laptop);
  const page = openPage();
  const node = (
    <KithProvider client={watched.it}>
      <Everything />
    </KithProvider>
  );
  await watched.it.links.create();
  const handle = laptop.user.get()?.handle ?? '';
  expect(served(node)).toContain('starting');
  expect(served(node)).not.toContain(handle);
  await page.hydrate(node, node);
  await eventually(page.text, (it) => it.includes(handle));
  expect(page.text.get()).toContain('"name":"live"');
  expect(watched.listeners).toBeGreaterThan(10);
  await page[Symbol.asyncDispose]();
  expect(watched.listeners).toBe(0);
});
