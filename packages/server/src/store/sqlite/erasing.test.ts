/** Erased words are in no file any more: not in the database, not beside it, not in a backup. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { easyPolicy } from '../../../../../test/support/easy-policy.ts';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { Stage, yes } from '../contract/stage.ts';
import { createSqliteStore } from './store.ts';

const words = 'hedgehog-in-the-attic';

function filesWith(dir: string, text = words): string[] {
  return readdirSync(dir).filter(
    (file) => file !== 'kith.lock' && readFileSync(join(dir, file)).includes(text),
  );
}

/**
 * Tables that hold a word, in any column and in the pages of the index of words.
 *
 * A single word may stay in the unused part of a page of the file until the page is written again: SQLite does not
 * clear that part when it divides a page. No text stays so, and no backup has any of it.
 */
function tablesWith(dir: string, word: string): string[] {
  const db = new DatabaseSync(join(dir, 'kith.db'), { readOnly: true });
  const holds = (value: unknown) =>
    Buffer.from(value instanceof Uint8Array ? value : String(value)).includes(word);
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const found = tables
    .map(({ name: table }) => String(table))
    .filter((table) =>
      db
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .some((row) => Object.values(row).some(holds)),
    );
  db.close();
  return found;
}

async function open(dir: string) {
  const path = join(dir, 'kith.db');
  return await createSqliteStore({ path, macKey: new Uint8Array(32), policy: easyPolicy, threads: false });
}

test.each([20, 300, 6_000])('short words and long ones: %d characters', async (size) => {
  const dir = emptyDir();
  const store = await open(dir);
  const stage = Stage.on(store);
  const { device } = await stage.user();
  for (let index = 0; index < 50; index += 1) {
    const value = `${index} ${words}`.padEnd(size, '.');
    yes(await stage.edit(device, { key: 'diary', value, base: index === 0 ? 0 : index + 1 }));
    yes(await stage.edit(device, { key: `other${index}`, value: 'y'.repeat(index * 10) }));
  }
  expect(filesWith(dir)).not.toEqual([]);
  yes(await stage.by(device, 'settings.erase', { app: 'demo', key: 'diary' }, 'erase'));
  const copy = emptyDir();
  await store.backup(join(copy, 'kith.db'));
  expect(filesWith(copy)).toEqual([]);
  await store.close();
  expect(filesWith(dir)).toEqual([]);
});

test.each([20, 300, 6_000])('a message that is taken back: %d characters', async (size) => {
  const dir = emptyDir();
  const store = await open(dir);
  const stage = Stage.on(store);
  const [{ user, device }, { device: other }] = [await stage.user(), await stage.user()];
  const asked = { kind: 'channel', title: 'open' } as const;
  const { chat } = yes(await stage.by(other, 'chats.create', asked, stage.fresh('id')));
  yes(await stage.by(device, 'chats.join', { chat: chat.id }, stage.fresh('id')));
  const say = async (by: string, text: string) =>
    yes(await stage.by(by, 'messages.send', { chat: chat.id, text }, stage.fresh('id'))).message.id;
  const said: string[] = [];
  for (let index = 0; index < 40; index += 1) {
    said.push(await say(device, `${index} ${words} ${name(index)}`.padEnd(size, '.')));
    await say(other, `stays ${index} ${'y'.repeat(index * 10)}`);
  }
  for (const message of said.slice(0, 20)) {
    const edit = { chat: chat.id, message, text: `${words} edited ${name(99)} @${user}`.padEnd(size, '.') };
    yes(await stage.by(device, 'messages.edit', edit, stage.fresh('id')));
  }
  for (const it of [words, name(0), name(99)]) expect(filesWith(dir, it), it).not.toEqual([]);
  for (const message of said) {
    yes(await stage.by(device, 'messages.delete', { chat: chat.id, message }, stage.fresh('id')));
  }
  const copy = emptyDir();
  await store.backup(join(copy, 'kith.db'));
  await store.close();
  expect(filesWith(dir)).toEqual([]);
  for (const it of [words, 'hedgehog', 'attic', ...said.map((_, index) => name(index)), name(99)]) {
    expect(filesWith(copy, it), it).toEqual([]);
    expect(tablesWith(dir, it), it).toEqual([]);
  }
});

test.each(['account.delete', 'chats.delete'] as const)(
  'what %s leaves to be blanked in steps',
  async (end) => {
    const dir = emptyDir();
    const store = await open(dir);
    const stage = Stage.on(store);
    const [{ user, device }, { device: other }] = [await stage.user('anna'), await stage.user()];
    const asked = { kind: 'group', members: [user], title: 'two' } as const;
    const { chat } = yes(await stage.by(other, 'chats.create', asked, stage.fresh('id')));
    const draft = {
      id: stage.fresh('op'),
      key: `draft.${chat.id}`,
      value: { id: 'd', text: words },
      base: 0,
      ageMs: 0,
    };
    yes(await stage.by(device, 'settings.edit', { app: 'kith', op: draft }, draft.id));
    for (let index = 0; index < 150; index += 1) {
      const text = `${words} ${name(index)}`;
      const { message } = yes(
        await stage.by(device, 'messages.send', { chat: chat.id, text }, stage.fresh('id')),
      );
      if (index % 3 > 0) continue;
      const edit = { chat: chat.id, message: message.id, text: `${words} edited` };
      yes(await stage.by(device, 'messages.edit', edit, stage.fresh('id')));
    }
    if (end === 'account.delete') yes(await stage.by(device, end, { handle: 'anna' }));
    else {
      yes(await stage.by(other, end, { chat: chat.id }, stage.fresh('id')));
      yes(await stage.by(device, 'settings.erase', { app: 'kith', key: draft.key }, stage.fresh('id')));
    }
    const sweep = end === 'account.delete' ? 'account.blank' : 'chats.blank';
    for (let due = 1; due > 0; ) {
      const outcome = await store.execute({ name: sweep, params: {}, actor: { kind: 'system' } });
      ({ due } = yes(outcome) as { due: number });
    }
    expect((await store.verify()).problems).toEqual([]);
    const copy = emptyDir();
    await store.backup(join(copy, 'kith.db'));
    await store.close();
    expect(filesWith(dir)).toEqual([]);
    for (const it of [words, 'hedgehog', 'zanzibar']) {
      expect(filesWith(copy, it), it).toEqual([]);
      expect(tablesWith(dir, it), it).toEqual([]);
    }
  },
);

/** A word that stands alone: what the index of words keeps of a text is its words, one by one. */
function name(index: number): string {
  return `${String.fromCharCode(97 + (index % 26))}${index}zanzibar`;
}

test('trimmed words are gone as well', async () => {
  const dir = emptyDir();
  const store = await open(dir);
  const stage = Stage.on(store);
  const { device } = await stage.user();
  yes(await stage.by(device, 'devices.rename', { device, label: words }, 'one'));
  yes(await stage.by(device, 'devices.rename', { device, label: 'plain' }, 'two'));
  await store.trim(1_000);
  await store.close();
  expect(filesWith(dir)).toEqual([]);
});
