import { expect, test } from 'vitest';
import { mayAdd, mayEnd, mayLead, mayRemove, roles, rolesFor } from './may.ts';

test('nobody leads a direct chat, adds to it, takes out of it or ends it', () => {
  for (const role of roles) {
    const standing = { kind: 'direct', role } as const;
    expect([mayLead(standing), mayAdd(standing), mayEnd(standing)]).toEqual([false, false, false]);
    expect(roles.some((other) => mayRemove(standing, other))).toBe(false);
    expect(roles.flatMap((other) => rolesFor(standing, other))).toEqual([]);
  }
});

test.each([
  ['group', ['owner', 'admin', 'member']],
  ['channel', ['owner', 'admin']],
] as const)('who may add to a %s', (kind, who) => {
  expect(roles.filter((role) => mayAdd({ kind, role }))).toEqual(who);
});

test('an admin removes and promotes those below, and nobody else', () => {
  const admin = { kind: 'group', role: 'admin' } as const;
  expect(roles.filter((other) => mayRemove(admin, other))).toEqual(['member', 'read-only']);
  expect(roles.map((other) => rolesFor(admin, other).length)).toEqual([0, 0, 2, 2]);
});

test('an owner removes anyone, gives any role, and alone ends the chat', () => {
  const owner = { kind: 'group', role: 'owner' } as const;
  expect(roles.filter((other) => mayRemove(owner, other))).toEqual(roles);
  expect(rolesFor(owner, 'read-only')).toEqual(roles);
  expect(roles.filter((role) => mayEnd({ kind: 'group', role }))).toEqual(['owner']);
});
