/** What an app does with the SDK, from registration to a message: the same program in every runtime. */
import { type Client, createClient, memoryCache, memoryStorage, until } from '@kith/client';
import { openChats } from '@kith/client/chat';
import { Lead } from './lead.ts';

/** Tells what was seen. */
export type Say = (line: string) => void;

const password = 'correct horse battery';
const defaults = { theme: 'light', size: 14 };

/** Runs it against an empty server. What it says holds no id and no time, so that it is the same wherever it runs. */
export async function program(url: string, say: Say): Promise<void> {
  using laptop = await registered(url, 'laptop');
  const { handle } = await laptop.createUser({ handle: 'ada' });
  say(`${laptop.device.get()?.name} is registered, its user is ${handle}`);

  const mine = laptop.settings('notes', defaults);
  mine.set('theme', 'dark');
  say(`shown at once: ${mine.get('theme')}`);
  await mine.idle();

  const lead = new Lead();
  using phone = await registered(url, 'phone', lead);
  await link(laptop, phone);
  const theirs = phone.settings('notes', defaults);
  say(`linked: ${labels(laptop)}; the phone has ${JSON.stringify(theirs.values.get())}`);

  mine.set('size', 16);
  await until(theirs.values, ({ size }) => size === 16);
  say(`live: the phone has ${JSON.stringify(theirs.values.get())}`);

  lead.pull();
  await until(phone.status, ({ name }) => name === 'waiting' || name === 'offline');
  theirs.set('theme', 'sepia');
  const { pending } = await until(phone.status, (status) => 'pending' in status && status.pending > 0);
  say(
    `offline: the phone shows ${theirs.get('theme')} and keeps ${pending}, the laptop has ${mine.get('theme')}`,
  );
  lead.plug();
  phone.retryNow();
  await until(mine.values, ({ theme }) => theme === 'sepia');
  await theirs.idle();
  say(`back: the laptop has ${JSON.stringify(mine.values.get())}`);

  say(`history: ${(await mine.history('theme')).map((entry) => entry.new).join(', ')}`);
  await chat(laptop, phone, say);
}

async function chat(laptop: Client, phone: Client, say: Say): Promise<void> {
  const chats = openChats(laptop);
  const others = openChats(phone);
  const tea = await chats.create({ kind: 'group', title: 'Tea' });
  tea.send('Who has milk?');
  const list = await until(others.list, (all) => all.some(({ lastMessage }) => lastMessage !== null));
  say(`chat: the phone has ${list.map((it) => `${it.title}: ${it.lastMessage?.text}`).join(', ')}`);
  await Promise.all([chats.close(), others.close()]);
}

async function registered(url: string, name: string, { environment } = new Lead()): Promise<Client> {
  // In a page, two devices would else share what the browser keeps.
  const own = { cookie: false, storage: memoryStorage(), cache: memoryCache() };
  const client = createClient({ url, ...own, environment });
  await client.register({ name, password });
  return client;
}

/** One shows a code, the other a number: as a person with two screens does. */
async function link(existing: Client, joining: Client): Promise<void> {
  const { code } = await existing.links.create();
  const attempt = await joining.links.redeem({ handle: existing.user.get()?.handle ?? '', code });
  const [request] = await until(existing.links.requests, (it) => it.length > 0);
  await request?.approve(attempt.number);
  await attempt.ended;
}

function labels(client: Client): string {
  return client.devices
    .get()
    .map(({ label }) => label)
    .sort()
    .join(' and ');
}
