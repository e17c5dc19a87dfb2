/** What may happen in a chat, in any order: steps of a schedule, drawn at random. */
import { chatRole } from '@kith/protocol';
import fc from 'fast-check';

/** People and messages are numbers: whoever and whatever stands there when the step is taken, round and round. */
export type Step =
  | {
      readonly what: 'send';
      readonly who: number;
      readonly names: Names;
      readonly draft: boolean;
      readonly replyTo: number | null;
    }
  | {
      readonly what: 'edit';
      readonly who: Doer;
      readonly message: number;
      readonly names: Names;
      readonly same: boolean;
    }
  | { readonly what: 'delete'; readonly who: Doer; readonly message: number }
  | {
      readonly what: 'react';
      readonly who: Doer;
      readonly message: number;
      readonly emoji: string;
      readonly remove: boolean;
    }
  | {
      readonly what: 'mark';
      readonly who: number;
      readonly message: number;
      readonly beyond: boolean;
      readonly unread: boolean;
    }
  | { readonly what: 'join' | 'leave' | 'draft'; readonly who: number }
  | { readonly what: 'add' | 'remove' | 'ban'; readonly who: number; readonly user: number }
  | {
      readonly what: 'role';
      readonly who: number;
      readonly user: number;
      readonly role: (typeof chatRole.options)[number];
    }
  | { readonly what: 'show'; readonly who: number; readonly receipts: boolean }
  | { readonly what: 'pass'; readonly ms: number }
  | { readonly what: 'again'; readonly command: number };

/** The steps of one kind. */
export type StepOf<W extends Step['what']> = Step & { readonly what: W };

/** A device, or one of whoever said the message. */
type Doer = number | 'author';

/** Whom a text names, and whether they are listed beside it; −1: everybody. */
export interface Names {
  readonly users: readonly number[];
  readonly listed: boolean;
}

/** A chat and what happens in it. */
export interface Schedule {
  readonly kind: 'group' | 'channel';
  readonly history: 'all' | 'joined';
  readonly people: number;
  readonly steps: readonly Step[];
}

const some = fc.nat(29);
/** Half of the time one of the two who began the chat, so that much is allowed. */
const actor = fc.oneof(fc.nat(3), some);
const doer = fc.oneof(
  { weight: 2, arbitrary: fc.constant('author' as const) },
  { weight: 1, arbitrary: actor },
);
/** Half of the time one of the first, so that much comes together there. */
const message = fc.oneof(fc.nat(1), some);
const names = fc.record({
  users: fc.oneof(fc.constant([]), fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 3 })),
  listed: fc.boolean(),
});
const is = <T extends string>(what: T) => fc.constant(what);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: is('send'),
      who: actor,
      names,
      draft: fc.boolean(),
      replyTo: fc.option(message, { freq: 1 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ what: is('edit'), who: doer, message, names, same: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ what: is('delete'), who: doer, message }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: is('react'),
      who: doer,
      message,
      emoji: fc.constantFrom('👍', '❤️', '🎉'),
      remove: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: is('mark'),
      who: actor,
      message,
      beyond: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
      unread: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('join', 'leave', 'draft'), who: actor }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('add', 'add', 'add', 'remove', 'ban'),
      who: actor,
      user: some,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: is('role'),
      who: actor,
      user: some,
      role: fc.constantFrom(...chatRole.options),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: is('show'), who: actor, receipts: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ what: is('pass'), ms: fc.constantFrom(1, 700, 2_000) }) },
  { weight: 2, arbitrary: fc.record({ what: is('again'), command: some }) },
);

export const schedule: fc.Arbitrary<Schedule> = fc.record({
  kind: fc.constantFrom('group', 'group', 'channel'),
  history: fc.constantFrom('all', 'joined'),
  people: fc.integer({ min: 3, max: 5 }),
  steps: fc.array(step, { minLength: 20, maxLength: 80, size: 'max' }),
});
