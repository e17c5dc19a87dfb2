/** Verification of chats: a lively chat has no problems, and each planted disagreement is found. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { Stage, yes } from '../contract/stage.ts';
import { createSqliteStore } from './store.ts';
import { verifyDatabase } from './verify.ts';

const original = mkdtempSync(join(tmpdir(), 'kith-verify-chats-'));
let path: string;

afterAll(() => rmSync(original, { recursive: true, force: true }));

/** Everything that leaves rows: who comes and goes, what is said, answered, edited, taken back and reacted to. */
beforeAll(async () => {
  const options = {
    path: join(original, 'kith.db'),
    macKey: new Uint8Array(32),
    policy: easyPolicy,
    threads: false,
  };
  const store = await createSqliteStore(options);
  const stage = Stage.on(store);
  const [anna, ben, carl] = [await stage.user('anna'), await stage.user('ben'), await stage.user('carl')];
  const asked = { kind: 'group', members: [ben.user, carl.user], title: 'three' } as const;
  const { chat } = yes(await stage.by(anna.device, 'chats.create', asked, stage.fresh('id')));
  const say = async (by: string, text: string, replyTo?: string) => {
    const params = { chat: chat.id, text, ...(replyTo === undefined ? {} : { replyTo }) };
    return yes(await stage.by(by, 'messages.send', params, stage.fresh('id'))).message;
  };
  const change = async (name: 'members.remove' | 'members.add') => {
    yes(await stage.by(anna.device, name, { chat: chat.id, user: carl.user }, stage.fresh('id')));
  };
  const first = await say(anna.device, 'hello @ben and @all, чай?');
  const second = await say(ben.device, 'yes', first.id);
  const last = await say(anna.device, 'taken back later');
  for (const message of [first.id, last.id]) {
    const about = { chat: chat.id, message };
    const text = `${message === first.id ? 'edited' : 'also edited'} @ben`;
    yes(await stage.by(anna.device, 'messages.edit', { ...about, text }, stage.fresh('id')));
    yes(await stage.by(ben.device, 'messages.react', { ...about, emoji: '👍' }, stage.fresh('id')));
  }
  yes(await stage.by(anna.device, 'messages.delete', { chat: chat.id, message: last.id }, stage.fresh('id')));
  yes(await stage.by(ben.device, 'receipts.mark', { chat: chat.id, seq: second.seq }, stage.fresh('id')));
  yes(await stage.by(anna.device, 'chats.update', { chat: chat.id, title: 'two' }, stage.fresh('id')));
  await change('members.remove');
  await change('members.add');
  await change('members.remove');
  await say(ben.device, '?!');
  // So many that those before them enter the index of words; the last ones wait.
  for (let index = 0; index < 70; index += 1) await say(ben.device, `and ${index}`);
  const over = { kind: 'group', title: 'over' } as const;
  const { chat: gone } = yes(await stage.by(ben.device, 'chats.create', over, stage.fresh('id')));
  yes(await stage.by(ben.device, 'chats.delete', { chat: gone.id }, stage.fresh('id')));
  await store.close();
});

beforeEach(() => {
  path = join(emptyDir(), 'kith.db');
  copyFileSync(join(original, 'kith.db'), path);
});

/** Changes the database behind the store's back, and verifies. */
function after(...sql: readonly string[]): readonly string[] {
  const db = new DatabaseSync(path);
  db.enableDefensive(false);
  for (const statement of sql) expect(db.prepare(statement).run().changes, statement).not.toBe(0);
  db.close();
  return verifyDatabase(path).problems;
}

test('a lively chat has no problems', () => {
  expect(verifyDatabase(path).problems).toEqual([]);
});

const ben = "(SELECT id FROM users WHERE handle = 'ben')";
const isFirst = "text LIKE 'edited%'";

test.each([
  [
    'a wrong number of members',
    ['UPDATE chats SET member_count = 3 WHERE member_count = 2'],
    /number of members/,
  ],
  ['a lost member', [`DELETE FROM members WHERE user_id = ${ben}`], /number of members/],
  ['a chat that goes on without members', ['UPDATE chats SET deleted_at = NULL'], /without members/],
  ['a chat that is over with members', ['UPDATE chats SET deleted_at = 1'], /without members/],
  ['a member of no chat', ["UPDATE members SET chat_id = 'cht_none'"], /in no chat/],
  [
    'a member who is no user',
    [`UPDATE members SET user_id = 'usr_none' WHERE user_id = ${ben}`],
    /is no user/,
  ],
  ['a member who is banned', ['INSERT INTO bans SELECT chat_id, user_id, NULL, 1 FROM members'], /is banned/],
  ['a member without a stay', [`DELETE FROM stays WHERE "to" IS NULL AND user_id = ${ben}`], /present stay/],
  ['an open stay of nobody', ['UPDATE stays SET "to" = NULL WHERE "to" IS NOT NULL'], /present stay/],
  ['a member who joined at another time', ['UPDATE members SET since = since + 1'], /present stay/],
  ['stays that run into one another', ['UPDATE stays SET "to" = "to" + 100'], /run into one another/],
  [
    'a stay that begins before its user joined',
    ['UPDATE stays SET "from" = "from" - 1 WHERE "from" > 3'],
    /not begin/,
  ],
  ['a stay that goes on after its user left', ['UPDATE stays SET "to" = "to" + 1'], /not end/],
  ['a position ahead of the chat', ['UPDATE members SET read = 1000'], /not there yet/],
  ['a message of another author', [`UPDATE messages SET user_id = ${ben} WHERE ${isFirst}`], /not the one/],
  ['a message at another seq', [`UPDATE messages SET seq = seq + 100 WHERE ${isFirst}`], /not the one/],
  ['a lost message', [`DELETE FROM messages WHERE ${isFirst}`], /has no message/],
  [
    'a changed text',
    [`UPDATE messages SET text = 'edited otherwise' WHERE ${isFirst}`],
    /as it was said last/,
  ],
  [
    'a message that lives without a text',
    [`UPDATE messages SET text = NULL WHERE ${isFirst}`],
    /neither live/,
  ],
  ['a deleted message with mentions', ["UPDATE messages SET mentions = '[]' WHERE live = 0"], /neither live/],
  [
    'a deleted text that is still in the log',
    ["UPDATE events SET data = json_set(data, '$.text', 'again') WHERE data ->> '$.deleted'"],
    /earlier text of a deleted message/,
  ],
  ['an answer to nothing', ['UPDATE messages SET reply_to = 1 WHERE reply_to IS NOT NULL'], /answers one/],
  ['a mention of nothing', ['UPDATE mentions SET seq = 2'], /mention hangs/],
  ['a reaction to nothing', ['UPDATE reactions SET seq = seq + 2'], /reaction hangs/],
  ['a notice of nothing', ["UPDATE inbox SET seq = 2 WHERE kind = 'reply'"], /notice hangs/],
  ['a lost line', ["DELETE FROM lines WHERE type = 'chat.updated'"], /has no line/],
  [
    'a line of another event',
    ["UPDATE lines SET type = 'member.left' WHERE type = 'chat.updated'"],
    /line is not/,
  ],
  ['a message without its words', ['DELETE FROM message_words_docsize WHERE id = 1'], /words of a message/],
  [
    'words of no message',
    ["INSERT INTO message_words (rowid, chat, words) VALUES (1000, 'c', 'ghost')"],
    /number 1000/,
  ],
  [
    'words of a message that waits for the index',
    ["INSERT INTO message_words (rowid, chat, words) SELECT max(number), 'c', 'and 69' FROM messages"],
    /words of a message/,
  ],
  [
    'a message that was passed over by the index',
    ["UPDATE meta SET value = (SELECT max(number) FROM messages) WHERE name = 'indexedTo'"],
    /words of a message/,
  ],
  [
    'an index that is ahead of the messages',
    ["UPDATE meta SET value = 1000 WHERE name = 'indexedTo'"],
    /ahead of the messages/,
  ],
  [
    'other words than the text has',
    ["UPDATE message_words_docsize SET sz = x'0105' WHERE id = 1"],
    /number 1/,
  ],
] as const)('it finds %s', (_, sql, says) => {
  expect(after(...sql)).toContainEqual(expect.stringMatching(says));
});
