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
const storage = fileStorage(dir);
const kith = createClient({ url, storage });
const chats = openChats(kith, { cache: fileCache(`${dir}/chats`) });

if (!(await kith.resume())) {
  const secret = (await storage.read('secret')) ?? randomBytes(32).toString('base64url');
  await storage.write('secret', secret); // kept first: whoever is killed here is the same device again
  await kith.register({ name, secret });
}
chats.arrivals.subscribe(({ chat: id, id: replyTo, seq, text, mentionsMe }) => {
  const chat = chats.chat(id);
  if (chat.entry.get()?.kind !== 'direct' && !mentionsMe) return;
  chat.send(`You said: ${text}`, { replyTo });
  if (seq !== null) chat.markRead(seq);
});
await until(kith.status, (status) => status.name === 'live'); // what was said before stays unread
if (kith.user.get() === null) await kith.createUser({ handle: name });
console.log(`${name} listens`);
