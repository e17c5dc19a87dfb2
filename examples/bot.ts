/**
 * A bot: it answers whoever writes to it or mentions it, and goes on as the same device after a restart.
 *
 *   KITH_URL=http://127.0.0.1:3000 npx node examples/bot.ts
 */
import { randomBytes } from 'node:crypto';
import { createClient, until } from '@kith/client';
import { openChats } from '@kith/client/chat';
import { fileCache, fileStorage } from '@kith/client/node';

const { KITH_URL: url = 'http://127.0.0.1:3000', BOT: name = 'echo', BOT_DIR: dir = '.echo' } = process.env;
const kith = createClient({ url, storage: fileStorage(dir) });
const chats = openChats(kith, { cache: fileCache(`${dir}/chats`) });

if (!(await kith.resume())) {
  await kith.register({ name, secret: randomBytes(32).toString('base64url') });
  await kith.createUser({ handle: name });
}
chats.arrivals.subscribe(({ chat: id, id: replyTo, seq, text, mentionsMe }) => {
  const chat = chats.chat(id);
  if (chat.entry.get()?.kind !== 'direct' && !mentionsMe) return;
  chat.send(`You said: ${text}`, { replyTo });
  if (seq !== null) chat.markRead(seq);
});
await until(kith.status, (status) => status.name === 'live'); // what was said before stays unread
console.log(`${name} listens`);
