import { type ChatRole, chatKind, chatRole } from '@kith/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { company, type Person } from '../../../../../test/chats/company.ts';
import { MembershipModel, type Move } from '../../../../../test/chats/membership-model.ts';
import { no } from '../../../../../test/support/scene.ts';
import type { CommandName, CommandParams } from '../deciders.ts';

const peopleCount = 4;
/** Who begins the chats, mostly, does most. */
const person = fc.constantFrom(0, 0, 0, 1, 1, 2, 3);
const chat = fc.nat({ max: 2 });

const create: fc.Arbitrary<Move> = fc
  .record({
    do: fc.constant('create'),
    who: person,
    kind: fc.constantFrom(...chatKind.options),
    others: fc.array(person, { maxLength: 3 }),
  })
  .map(fit);

const about = { who: person, chat };
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 2, arbitrary: create },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('join', 'leave'), ...about }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constantFrom('add', 'remove', 'ban', 'unban'), ...about, other: person }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('setRole'),
      ...about,
      other: person,
      role: fc.constantFrom(...chatRole.options),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('delete'), ...about }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end account'), who: person }) },
);

/** Chats to begin with, so that most moves meet one. */
const moves = fc
  .tuple(fc.tuple(create, create, create), fc.array(move, { minLength: 10, maxLength: 60, size: 'max' }))
  .map(([first, rest]) => [...first, ...rest]);

/** A direct chat has one other person. */
function fit(it: Extract<Move, { do: 'create' }>): Move {
  return it.kind === 'direct' ? { ...it, others: [it.others[0] ?? it.who] } : it;
}

test('whatever several people do in any order, rows, stays and events are those of a plain model', () => {
  fc.assert(
    fc.property(moves, (tried) => {
      const real = world();
      const model = new MembershipModel();
      for (const one of tried) {
        expect(real.try(one), JSON.stringify(one)).toBe(model.try(one));
        expect(real.look()).toEqual(lookAt(model));
      }
    }),
    { numRuns: 200 },
  );
});

/** The same moves by commands. */
function world() {
  const all = company();
  const { ask, state, events, chatRow } = all;
  const people = Array.from({ length: peopleCount }, () => all.person());
  const chats: string[] = [];
  const at = (number: number): Person => {
    const found = people[number];
    if (found === undefined) throw new RangeError(`nobody is ${number}`);
    return found;
  };
  const indexOf = (user: unknown): number => people.findIndex((it) => it.user === user);
  const run = <N extends CommandName>(who: number, name: N, params: CommandParams<N>) =>
    no(ask(at(who), name, params));

  function attempt(one: Move): string {
    switch (one.do) {
      case 'create':
        return begin(one);
      case 'end account':
        return run(one.who, 'account.delete', { handle: at(one.who).handle });
      case 'join':
      case 'leave':
      case 'delete':
        return run(one.who, `chats.${one.do}`, { chat: idOf(one.chat) });
      case 'add':
      case 'unban':
      case 'remove':
        return run(one.who, `members.${one.do}`, { chat: idOf(one.chat), user: at(one.other).user });
      case 'ban':
        return run(one.who, 'members.remove', { chat: idOf(one.chat), user: at(one.other).user, ban: true });
      case 'setRole': {
        const { who, chat: number, other, role } = one;
        return run(who, 'members.setRole', { chat: idOf(number), user: at(other).user, role });
      }
    }
  }

  function begin({ who, kind, others }: Extract<Move, { do: 'create' }>): string {
    const members = others.map((it) => at(it).user);
    const title = kind === 'direct' ? {} : { title: 'Title' };
    const outcome = ask(at(who), 'chats.create', { kind, members, ...title });
    if (outcome.ok && !chats.includes(outcome.result.chat.id)) chats.push(outcome.result.chat.id);
    return no(outcome);
  }

  function idOf(number: number): string {
    return chats[number] ?? 'cht_none';
  }

  function look() {
    return chats.map((id) => {
      const { kind, memberCount, deletedAt } = chatRow(id);
      const roles = Object.entries(all.roles(id)).map(([user, role]) => [indexOf(user), role] as const);
      return {
        kind,
        memberCount,
        isOver: deletedAt !== null,
        roles: sorted(roles),
        hasOwner: kind === 'direct' || roles.length === 0 || roles.some(([, role]) => role === 'owner'),
        bans: state
          .list('bans', 'byChat', [id])
          .map(({ userId }) => indexOf(userId))
          .sort(),
        told: events(id).map(({ type, data }) =>
          [type, ...(data.user === undefined ? [] : [indexOf(data.user), data.reason ?? data.role])].join(
            ' ',
          ),
        ),
        stays: sorted(people.flatMap((it, number) => all.stays(id, it).map((stay) => [number, ...stay]))),
      };
    });
  }

  return { try: attempt, look };
}

function lookAt({ chats }: MembershipModel) {
  return chats.map(({ kind, roles, bans, told, stays, isOver }) => ({
    kind,
    memberCount: roles.size,
    isOver,
    roles: sorted<readonly [number, ChatRole]>([...roles]),
    hasOwner: true,
    bans: isOver ? [] : [...bans].sort(),
    told,
    stays: sorted(stays.map(({ who, from, to }) => [who, from, to])),
  }));
}

function sorted<T extends readonly unknown[]>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
