import { expect, test } from 'vitest';
import { type Client, createClient } from '../client.ts';
import { counted } from '../testing/counted.ts';
import { Counter, openPage, served } from '../testing/page.tsx';
import { KithProvider, useKith } from './provider.ts';
import { type Setting, useSetting } from './setting.ts';
import { useSettings } from './settings.ts';

/** A client without a session: it asks nobody for anything. */
function alone(): Client {
  return createClient({ url: 'http://127.0.0.1:9', cookie: false });
}

interface Demo {
  readonly theme: string;
  readonly size: number;
}

const defaults: Demo = { theme: 'light', size: 14 };

function Field<K extends keyof Demo & string>({
  of,
  tell,
}: {
  of: K;
  tell?: (setting: Setting<Demo[K]>) => void;
}) {
  const setting = useSetting(useKith().settings<Demo>('demo', { ...defaults }), of);
  tell?.(setting);
  return `${of}: ${setting.value}; `;
}

function All({ tell }: { tell?: (result: ReturnType<typeof useSettings<Demo>>) => void }) {
  const result = useSettings<Demo>('demo', { theme: 'light', size: 14 });
  tell?.(result);
  return JSON.stringify(result[0]);
}

test('a change of one key renders its readers once, and readers of other keys not at all', async () => {
  using kith = alone();
  const [theme, size, all] = [new Counter(), new Counter(), new Counter()];
  await using page = openPage();
  await page.show(
    <KithProvider client={kith}>
      {theme.of(<Field of="theme" />)}
      {size.of(<Field of="size" />)}
      {all.of(<All />)}
    </KithProvider>,
  );
  for (const counter of [theme, size, all]) counter.take();
  await page.act(() => kith.settings<Demo>('demo', defaults).set('theme', 'dark'));
  expect(page.text.get()).toBe('theme: dark; size: 14; {"theme":"dark","size":14}');
  expect([theme.take(), size.take(), all.take()]).toEqual([1, 0, 1]);
});

test('inline defaults: one subscription, and the same results at every render', async () => {
  using kith = alone();
  const client = counted(kith);
  await using page = openPage();
  const results = new Set<unknown>();
  const shown = () => (
    <KithProvider client={client.it}>
      <All tell={(it) => results.add(it)} />
      <Field of="size" tell={(it) => results.add(it)} />
    </KithProvider>
  );
  await page.show(shown());
  const { size } = results;
  await page.show(shown());
  await page.show(shown());
  expect(results.size).toBe(size);
  expect(client.listeners).toBe(2);
});

test('the edits of a setting stay the same while its value changes', async () => {
  using kith = alone();
  await using page = openPage();
  const seen: Setting<number>[] = [];
  await page.show(
    <KithProvider client={kith}>
      <Field of="size" tell={(it) => seen.push(it)} />
    </KithProvider>,
  );
  await page.act(() => seen.at(-1)?.set(16));
  expect(seen.at(-1)).toMatchObject({ value: 16, source: 'user', saving: true });
  await page.act(() => {
    const drag = seen.at(-1)?.gesture();
    drag?.set(17);
    drag?.set(18);
    drag?.end();
  });
  expect(seen.at(-1)?.value).toBe(18);
  await page.act(() => seen.at(-1)?.set(20, { scope: 'device' }));
  expect(seen.at(-1)).toMatchObject({ value: 20, source: 'device' });
  await page.act(() => seen.at(-1)?.unset({ scope: 'device' }));
  expect(seen.at(-1)).toMatchObject({ value: 18, source: 'user' });
  await page.act(() => seen.at(-1)?.unset());
  expect(seen.at(-1)).toMatchObject({ value: 14, source: 'default' });
  const last = seen.at(-1);
  expect(
    seen.every(
      ({ set, unset, gesture }) => set === last?.set && unset === last.unset && gesture === last.gesture,
    ),
  ).toBe(true);
});

test('a server renders the defaults, whatever was set there; the page agrees, and then shows what is', async () => {
  using kith = alone();
  const settings = kith.settings<Demo>('demo', defaults);
  settings.set('theme', 'dark');
  const page = (
    <KithProvider client={kith}>
      <Field of="theme" />
      <All />
    </KithProvider>
  );
  const built = served(page);
  expect(built).toMatch(/^theme: light; .*light/);
  expect(built).not.toContain('dark');
  await using open = openPage();
  await open.hydrate(page, page);
  expect(open.text.get()).toBe('theme: dark; {"theme":"dark","size":14}');
});
