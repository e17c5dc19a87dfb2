import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import { describe, expect } from 'vitest';
import { fresh, type Person } from '../support/person.ts';
import { choose, gather, openChat, sayIn, tell, untilSent } from './support/chat.ts';
import { locales, widths } from './support/look.ts';
import { faultsOf } from './support/page.ts';
import { test } from './support/rig.ts';
import { areWanted } from './support/screens.ts';

const all = locales.flatMap((locale) => widths.map((width) => ({ locale, width })));

/** Long words in narrow windows fail first; all are looked at where pictures are taken. */
const looks = areWanted ? all : all.filter(({ locale, width }) => (locale === 'ru') === (width === 320));

const longName = 'Электроприводоремонтник-Переосвидетельствование рабочего компьютера'.slice(0, 64);

const markup = [
  '<script>globalThis.wasRun = true</script>',
  '<img src=x onerror="globalThis.wasRun = true">',
  '[press](javascript:globalThis.wasRun=true)',
  '![a picture](https://elsewhere.example/a.png)',
  '<iframe src="https://elsewhere.example"></iframe>',
  'https://elsewhere.example/a',
  '<a href="https://elsewhere.example" onclick="globalThis.wasRun = true">b</a>',
];

/** Says all of them, many at once; what is no text at all is refused, and left out. */
async function sayAll({ device }: Person, chat: string, texts: readonly string[]): Promise<number> {
  const say = (text: string) => device.http.call('messages.send', { id: fresh('cmd'), chat, text });
  let said = 0;
  for (let start = 0; start < texts.length; start += 50) {
    const replies = await Promise.all(texts.slice(start, start + 50).map(say));
    said += replies.filter(({ status }) => status === 200).length;
  }
  return said;
}

test('whatever people write is text: nothing of it runs, fetches or leads anywhere but where it says', async ({
  open,
  kith,
}) => {
  const { chat, people, windows } = await gather(open, kith.url, [{}]);
  const [owner] = people;
  const [window] = windows;
  if (owner === undefined || window === undefined) throw new Error('a window');
  const said = await sayAll(owner, chat, [...naughty, ...markup]);
  expect(said).toBeGreaterThan(400);
  const page = await openChat(window, chat);
  await page.message('elsewhere.example').last().waitFor();
  const hrefs = new Set<string>();
  const seen = new Set<string>();
  // Through all of it, from the end to the beginning.
  await expect
    .poll(
      async () => {
        const found = await page.feed.evaluate((element) => {
          const room = element.parentElement?.parentElement;
          const links = [...element.querySelectorAll('a')];
          const notes = {
            hrefs: links.map(({ href }) => href),
            rels: links.map(({ rel, target }) => `${target} ${rel}`),
            foreign: [...element.querySelectorAll('img, iframe, script, object, embed, video, audio, style')]
              .length,
            keys: [...element.querySelectorAll('article')].map((it) => it.dataset.key ?? ''),
            isAtTop: room?.scrollTop === 0,
          };
          room?.scrollBy(0, -500);
          return notes;
        });
        expect(found.foreign).toBe(0);
        for (const href of found.hrefs) hrefs.add(href);
        for (const rel of found.rels) expect(rel).toBe('_blank noopener noreferrer nofollow');
        for (const key of found.keys) seen.add(key);
        return found.isAtTop && seen.size >= said;
      },
      { timeout: 90_000, interval: 60 },
    )
    .toBe(true);
  for (const href of hrefs) expect(href).toMatch(/^(https?|mailto):/);
  expect(await window.page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
});

describe.each(looks)('$locale, $width px, light and dark: an open chat fits and shuts nobody out', (look) => {
  test('with messages of every kind, an answer begun, and its menu', async ({ open, kith }) => {
    const { chat, people, windows } = await gather(open, kith.url, [look, {}]);
    const [owner, other] = people;
    const [window] = windows;
    if (owner === undefined || other === undefined || window === undefined) throw new Error('two people');
    await other.device.http.ok('users.update', { id: 'name', displayName: longName });
    const asked = await tell(other, chat, `Кто принесёт стулья? @${owner.user.handle}`);
    await tell(other, chat, 'x'.repeat(400));
    await tell(
      owner,
      chat,
      '**bold** `code`\n\n```\nconst answer = 42; // a line that is long enough to wrap\n```\n> quoted\n\n- one\n- two',
    );
    await tell(owner, chat, 'Я', { replyTo: asked.id });
    const slip = await tell(other, chat, 'a slip');
    await other.device.http.ok('messages.delete', { id: 'del', chat, message: slip.id });
    await other.device.http.ok('messages.edit', {
      id: 'edit',
      chat,
      message: asked.id,
      text: `Кто принесёт стулья и скатерть? @${owner.user.handle}`,
    });
    for (const [index, emoji] of ['👍', '🎉', '😂'].entries())
      await other.device.http.ok('messages.react', { id: `react-${index}`, chat, message: asked.id, emoji });
    const page = await openChat(window, chat);
    const own = await sayIn(
      page,
      'https://example.org/a/long/path/that/has/to/wrap/somewhere/in/a/narrow/window',
    );
    await untilSent(page, 'https://example.org');
    expect(await faultsOf(window, 'chat', 'thread')).toEqual([]);
    await choose(page, own, 'reply');
    await page.composer.fill('одна строка\nвторая\nтретья');
    expect(await faultsOf(window, 'chat', 'reply')).toEqual([]);
    await own.hover();
    await own.locator('[aria-haspopup=menu]').click();
    await window.page.getByRole('menu').waitFor();
    expect(await faultsOf(window, 'chat', 'menu')).toEqual([]);
    await window.page.keyboard.press('Escape');
    await window.page.getByRole('button', { name: page.say('thread.emoji.open'), exact: true }).click();
    await window.page.getByRole('dialog', { name: page.say('thread.emoji.open'), exact: true }).waitFor();
    expect(await faultsOf(window, 'chat', 'emoji')).toEqual([]);
    await window.page.keyboard.press('Escape');
    await page.feed.getByRole('button', { name: page.say('thread.replies.count', { count: 1 }) }).click();
    await window.page
      .getByRole('complementary', { name: page.say('thread.replies.title') })
      .getByRole('article')
      .waitFor();
    expect(await faultsOf(window, 'chat', 'replies')).toEqual([]);
  });

  test('with nothing said yet', async ({ open, kith }) => {
    const { windows, people } = await gather(open, kith.url, [look]);
    const [window] = windows;
    const [owner] = people;
    if (window === undefined || owner === undefined) throw new Error('a window');
    const { chat } = await owner.device.http.ok<{ chat: { id: string } }>('chats.create', {
      id: fresh('cmd'),
      kind: 'direct',
      members: [owner.user.id],
    });
    await openChat(window, chat.id);
    expect(await faultsOf(window, 'chat', 'empty')).toEqual([]);
  });
});
