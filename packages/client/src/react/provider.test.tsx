import { expect, test } from 'vitest';
import { createClient } from '../client.ts';
import { counted } from '../testing/counted.ts';
import { openPage, served } from '../testing/page.tsx';
import { KithProvider } from './provider.ts';
import { useStatus } from './session.ts';
import { useSettings } from './settings.ts';

const options = { url: 'http://127.0.0.1:9', cookie: false };

function Theme() {
  const [{ theme }] = useSettings('demo', { theme: 'light' });
  return theme;
}

function Name() {
  return useStatus(({ name }) => name);
}

test('a hook without a provider says what is missing', () => {
  expect(() => served(<Theme />)).toThrow(/useKith.*<KithProvider client/);
});

test('another client: everything below shows that one, and the first is left alone', async () => {
  using first = createClient(options);
  using second = createClient(options);
  const watched = counted(first);
  second.settings('demo', { theme: 'light' }).set('theme', 'dark');
  await using page = openPage();
  const shown = (client: typeof first) => (
    <KithProvider client={client}>
      <Theme /> <Name />
    </KithProvider>
  );
  await page.show(shown(watched.it));
  expect([page.text.get(), watched.listeners]).toEqual(['light signed-out', 2]);
  await page.show(shown(second));
  expect([page.text.get(), watched.listeners]).toEqual(['dark signed-out', 0]);
});
