import type { App } from '@kith/protocol/apps';
import { type ReactNode, Suspense } from 'react';
import { expect, test } from 'vitest';
import { type Client, createClient } from '../client.ts';
import { Counter, openPage, type Page, served } from '../testing/page.tsx';
import { other, SettingsStage } from '../testing/settings-stage.ts';
import { useJoining } from './joining.ts';
import { KithProvider, useKith } from './provider.ts';
import { type Setting, useSetting, useSettingHistory } from './setting.ts';
import { useMembers, useSettings } from './settings.ts';
import { useSuspenseSetting, useSuspenseSettings } from './suspense.ts';

interface Demo {
  readonly theme: string;
  readonly size: number;
}

const demo: App<Demo, 'pins'> = {
  name: 'demo',
  defaults: { theme: 'light', size: 14 },
  keys: { theme: { policy: 'manual' }, pins: { members: true } },
};

/** A client whose settings are those of a stage. */
function staged({ door }: SettingsStage): Client {
  const kith = createClient({ url: 'http://127.0.0.1:9', cookie: false, resume: false });
  return { ...kith, settings: door.of.bind(door) as Client['settings'], joining: door.joining };
}

function within(stage: SettingsStage, node: ReactNode): ReactNode {
  return <KithProvider client={staged(stage)}>{node}</KithProvider>;
}

/** Shows it, and gives what counts its renders from then on. */
async function shown(page: Page, stage: SettingsStage, node: ReactNode): Promise<Counter> {
  const counter = new Counter();
  await page.show(within(stage, counter.of(node)));
  counter.take();
  return counter;
}

function Size({ tell }: { tell?: (setting: Setting<number>) => void }) {
  const size = useSetting(useKith().settings(demo), 'size');
  tell?.(size);
  return `${size.value} ${size.source} ${size.below?.value ?? 'none'} ${size.preview?.value ?? 'none'}`;
}

test('a field renders once with its override, its preview and what lies below, and with no other key', async () => {
  const stage = new SettingsStage();
  const seen: Setting<number>[] = [];
  await using page = openPage();
  const counter = await shown(page, stage, <Size tell={(it) => seen.push(it)} />);
  await page.act(() => stage.tell({ key: 'theme', value: 'dark' }));
  await page.act(() => stage.tell({ key: 'pins.tea', value: true }));
  expect(counter.take()).toBe(0);
  await page.act(() => seen.at(-1)?.override(20));
  expect([page.text.get(), counter.take()]).toEqual(['20 device 14 none', 1]);
  await page.act(() => seen.at(-1)?.clearOverride());
  expect([page.text.get(), counter.take()]).toEqual(['14 default none none', 1]);
  const told = { app: 'demo', scope: 'user', key: 'size', device: other };
  await page.act(() => stage.door.previewed({ ...told, value: 18 }));
  expect([page.text.get(), counter.take()]).toEqual(['14 default none 18', 1]);
  await page.act(() => stage.tell({ key: 'size', value: 18 }));
  expect([page.text.get(), counter.take()]).toEqual(['18 user 14 none', 1]);
  const [first] = seen;
  for (const { set, unset, override, clearOverride, gesture } of seen)
    expect({ set, unset, override, clearOverride, gesture }).toEqual({
      set: first?.set,
      unset: first?.unset,
      override: first?.override,
      clearOverride: first?.clearOverride,
      gesture: first?.gesture,
    });
});

function Pins() {
  const [, settings] = useSettings(demo);
  return [...useMembers(settings, 'pins')].join(', ');
}

test('a set renders with its elements', async () => {
  const stage = new SettingsStage();
  await using page = openPage();
  await page.show(within(stage, <Pins />));
  await page.act(() => stage.tell({ key: 'pins.tea', value: true }));
  await page.act(() => stage.door.of(demo).members('pins').add('milk'));
  expect(page.text.get()).toBe('tea, milk');
});

function Was() {
  const { entries, isLoaded, error } = useSettingHistory(useKith().settings(demo), 'theme', {
    scope: 'user',
  });
  return `${isLoaded}: ${entries.map((it) => it.entry).join(', ')}${error?.code ?? ''}`;
}

test('a history is read once for a component that is shown, and once more when it has grown', async () => {
  const stage = new SettingsStage();
  const read = () => stage.calls.length;
  stage.answers['settings.history'] = () => ({ entries: [{ entry: `of ${read()}` }], more: false });
  await using page = openPage();
  await page.show(within(stage, <Was />));
  await page.act(() => stage.settle());
  // StrictMode shows everything twice.
  const before = read();
  expect(page.text.get()).toBe(`true: of ${before}`);
  await page.act(() => stage.tell({ key: 'theme', value: 'dark' }));
  await page.act(() => stage.settle());
  expect([page.text.get(), read()]).toEqual([`true: of ${before + 1}`, before + 1]);
});

function Contested() {
  const { value, contested } = useSetting(useKith().settings(demo), 'theme');
  return (
    <>
      {value}
      {contested.map((it) => (
        <button key={it.entry} type="button" onClick={it.choose}>
          {String(it.value)}
        </button>
      ))}
    </>
  );
}

test('contested values are offered beside the one that stands, and choosing one is an edit', async () => {
  const stage = new SettingsStage();
  stage.tell({ key: 'theme', value: 'dark' });
  await using page = openPage();
  await page.show(within(stage, <Contested />));
  await page.act(() => stage.contest({ key: 'theme', value: 'sepia' }));
  expect(page.text.get()).toBe('darksepia');
  await page.click('sepia');
  await page.act(() => stage.serve());
  expect(page.text.get()).toBe('sepia');
  expect(stage.ops).toMatchObject([{ key: 'theme', value: 'sepia', base: 1 }]);
});

function Asked() {
  const joining = useJoining();
  return joining === null ? 'nothing' : joining.differing.map(({ mine, theirs }) => `${mine} or ${theirs}`);
}

test('what a person is asked after joining is shown, and gone with the answer', async () => {
  const stage = new SettingsStage();
  stage.isAlone = true;
  stage.door.of(demo).set('size', 20);
  stage.isAlone = false;
  stage.tell({ key: 'size', value: 16 });
  stage.whole.set({ id: 'u', handle: 'ada', displayName: null });
  await using page = openPage();
  await page.show(within(stage, <Asked />));
  expect(page.text.get()).toBe('nothing');
  await page.act(() => stage.serve(() => ({ outcome: 'skipped' })));
  expect(page.text.get()).toBe('20 or 16');
  await page.act(() => stage.door.joining.get()?.keepAccount());
  expect(page.text.get()).toBe('nothing');
});

function Waiting() {
  const [{ theme }, settings] = useSuspenseSettings(demo);
  const { value } = useSuspenseSetting(settings, 'size');
  return `${theme} ${value}`;
}

const waiting = (
  <Suspense fallback="waiting">
    <Waiting />
  </Suspense>
);

test('what suspends shows once it is known what is set, and never a default before', async () => {
  const stage = new SettingsStage();
  stage.isLoaded.set(false);
  await using page = openPage();
  await page.show(within(stage, waiting));
  expect(page.text.get()).toBe('waiting');
  await page.act(() => stage.tell({ key: 'theme', value: 'dark' }));
  expect(page.text.get()).toBe('waiting');
  await page.act(() => stage.isLoaded.set(true));
  expect(page.text.get()).toBe('dark 14');
  // What was shown once stays, whoever logs out.
  await page.act(() => stage.isLoaded.set(false));
  expect(page.text.get()).toBe('dark 14');
});

test('a server suspends nothing: it renders the defaults, and the page that was built is not taken away', async () => {
  const stage = new SettingsStage();
  stage.isLoaded.set(false);
  stage.tell({ key: 'theme', value: 'dark' });
  const node = within(stage, waiting);
  expect(served(node)).toContain('light 14');
  await using page = openPage();
  await page.hydrate(node, node);
  expect(page.text.get()).toBe('dark 14');
});
