import { type ChatRole, chatKind, chatRole } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { type Action, may, mayGive, outranks, permissions } from './permissions.ts';

/** Who may, as the product has it: o(wner), a(dmin), m(ember), r(ead-only), in direct chats, groups and channels. */
const rules: { readonly [A in Action]: readonly [direct: string, group: string, channel: string] } = {
  read: ['oamr', 'oamr', 'oamr'],
  send: ['oam', 'oam', 'oam'],
  react: ['oam', 'oam', 'oam'],
  type: ['oam', 'oam', 'oam'],
  edit: ['oam', 'oam', 'oam'],
  withdraw: ['oamr', 'oamr', 'oamr'],
  moderate: ['', 'oa', 'oa'],
  mentionAll: ['', 'oa', 'oa'],
  update: ['', 'oa', 'oa'],
  add: ['', 'oam', 'oa'],
  remove: ['', 'oa', 'oa'],
  ban: ['', 'oa', 'oa'],
  setRole: ['', 'oa', 'oa'],
  invite: ['', 'oa', 'oa'],
  leave: ['', 'oamr', 'oamr'],
  delete: ['', 'o', 'o'],
  accept: ['oam', '', ''],
};

test.each(Object.entries(rules))('%s is for %j', (action, rule) => {
  const found = chatKind.options.map((kind) =>
    chatRole.options
      .filter((role) => may(role, action as Action, kind))
      .map((role) => role.charAt(0))
      .join(''),
  );
  expect(found).toEqual(rule);
});

test('every action has a rule', () => {
  expect(Object.keys(rules)).toEqual(Object.keys(permissions));
});

describe('over others', () => {
  const pairs = chatRole.options.flatMap((role) => chatRole.options.map((other) => [role, other] as const));

  test.each(pairs)('%s over %s', (role, other) => {
    const ranks: readonly ChatRole[] = ['read-only', 'member', 'admin', 'owner'];
    const isHigher = ranks.indexOf(role) > ranks.indexOf(other);
    expect(outranks(role, other)).toBe(role === 'owner' || isHigher);
  });

  test('an admin gives and takes only roles below its own; an owner any', () => {
    const given = (role: ChatRole) =>
      pairs.filter(([from, to]) => mayGive(role, { from, to })).map(([from, to]) => `${from} ${to}`);
    expect(given('owner')).toHaveLength(pairs.length);
    expect(given('admin')).toEqual([
      'member member',
      'member read-only',
      'read-only member',
      'read-only read-only',
    ]);
  });
});
