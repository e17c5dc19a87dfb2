import type { Client } from '@kith/client';
import type { Chats } from '@kith/client/chat';
import type { ComponentType } from 'react';
import { expect, test } from 'vitest';
import { serve } from '../support/server.ts';
import { compiled } from './document.ts';
import { eventually, password } from './stage.ts';

interface Sample {
  readonly kith: Client;
  readonly App: ComponentType;
  readonly chats: Chats;
  readonly Talks: ComponentType;
  readonly Form: ComponentType;
}

test('the React samples of docs/sdk.md compile, and a page that is made of them shows what is', async () => {
  await using server = await serve();
  using program = await compiled('docs/sdk.md', 'tsx', server.url);
  const { kith, App, chats, Talks, Form } = (await import(program.path)) as Sample;
  using _ = kith;
  await kith.register({ name: 'laptop', password });
  await kith.createUser({ handle: 'ada' });
  // From here on there is a document; without one, the client takes no cookies.
  const { openPage } = await import('../../packages/client/src/testing/page.tsx');
  await using page = openPage();
  await page.show(<App />);
  const notes = kith.settings('notes', { theme: 'light', size: 14 });
  await page.act(() => notes.set('size', 20));
  expect(page.text.get()).toContain('Size 20 Saving');
  await eventually(page.text, (it) => it.includes('Size 20 Saved') && it.includes('live'));
  await eventually(page.text, (it) => /[0-9A-Z]{4}-[0-9A-Z]{4}, for 1[78]\d s\./.test(it));
  await page.show(<Form />);
  await eventually(page.text, (it) => it.includes('20, changed 1 times'));
  await page.click('Only here');
  await eventually(page.text, (it) => it.includes('As everywhere: 20'));
  await page.show(<Talks />);
  const chat = await chats.create({ kind: 'group', title: 'Tea' });
  chat.send('Who has milk?');
  await eventually(page.text, (it) => it.includes('Who has milk? sent'));
  await chats.close();
});
