import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isMethod, isRead, type MethodName, methodEntry, methodTable } from './table.ts';

const names = Object.keys(methodTable) as MethodName[];

/** The names of the input fields of a method. */
function fieldsOf(name: MethodName): string[] {
  const schema = z.toJSONSchema(methodEntry(name).params, { io: 'input', unrepresentable: 'any' });
  return Object.keys(schema.properties ?? {});
}

describe.each(names)('%s', (name) => {
  const entry = methodEntry(name);

  test('is a noun and a verb, or one of the two words of a connection', () => {
    expect(name).toMatch(/^([a-z]+\.[a-zA-Z]+|hello|sync)$/);
  });

  test('says what it does in one sentence', () => {
    expect(entry.says).toMatch(/^[A-Z].*\.$/);
  });

  test('takes a command id exactly if it is durable', () => {
    expect(fieldsOf(name).includes('id')).toBe(entry.durable === true);
  });

  test('refuses an unknown field, and one named __proto__', () => {
    for (const params of ['{"nonsense":1}', '{"__proto__":{"id":"x"}}']) {
      const parsed = entry.params.safeParse(JSON.parse(params));
      const issues = parsed.success ? [] : parsed.error.issues;
      expect(issues.some(({ code }) => code === 'unrecognized_keys')).toBe(true);
    }
  });

  test.each([null, [], 'text', 1])('refuses params that are no object: %j', (params) => {
    expect(entry.params.safeParse(params).success).toBe(false);
  });
});

test('the open methods are the ones that make or end a session, and registration', () => {
  expect(names.filter((name) => methodEntry(name).open)).toEqual([
    'devices.register',
    'sessions.create',
    'sessions.refresh',
    'sessions.end',
    'sessions.recover',
  ]);
});

test('the reads are those that ask for a token and leave the log as it is', () => {
  expect(names.filter(isRead)).toEqual([
    'sync',
    'devices.list',
    'users.get',
    'users.find',
    'users.list',
    'presence.set',
    'settings.get',
    'settings.preview',
    'settings.history',
    'apps.get',
    'chats.list',
    'chats.get',
    'chats.discover',
    'invites.list',
    'invites.get',
    'members.list',
    'members.bans',
    'messages.list',
    'messages.get',
    'messages.history',
    'messages.search',
    'receipts.list',
    'typing.set',
    'inbox.list',
    'account.activity',
    'account.export',
  ]);
});

test('only names of the table are methods', () => {
  expect(['sync', 'toString', '__proto__', 'constructor', '', 'Sync'].map(isMethod)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
