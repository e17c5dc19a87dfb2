/** Schedules without sense: any base, age and chain, replays at any time, clocks that step, small quotas. */
import type { Bounds, Op, Rule } from './model.ts';
import type { Seeded } from './seeded.ts';
import type { Subject } from './subject.ts';
import { World } from './world.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Runs one; throws a `Violation`. */
export function runWild(subject: Subject, random: Seeded): World {
  const world = new World(subject, random, random.int(2, 5));
  if (random.chance(0.3)) world.setBounds(smallBounds(random));
  const keys = ['a', 'b.c', 'd', 'e'].slice(0, random.int(1, 5));
  if (random.chance(0.6)) world.setRules(someRules(random, keys));
  let clock = 1e12;
  for (let step = random.int(10, 40); step > 0; step -= 1) {
    clock += passing(random);
    world.setClock(clock);
    const device = random.pick(world.devices);
    const id = `op${step}`;
    const op = wildOp(world, random, { device, id, key: random.pick(keys), step });
    const what = random.weighted({
      edit: 70,
      again: 15,
      other: 2,
      garble: 2,
      restore: 5,
      erase: 1,
      trim: 1,
      bounds: 1,
      rules: 1,
      snapshot: 4,
    });
    if (what === 'edit') world.edit(device, op, random.chance(0.03) ? 'not this' : undefined);
    else if (what === 'again') world.again(random, (was) => ({ ...was, ageMs: age(random) }));
    else if (what === 'other') world.again(random, (was) => ({ ...was, base: was.base + 1 }));
    else if (what === 'garble') world.garble(device, id);
    else if (what === 'restore') world.restore(device, id, op, random);
    else if (what === 'erase') world.erase(device, id, op);
    else if (what === 'trim') world.trim(random.int(world.state.floor, world.state.log.length + 1));
    else if (what === 'bounds') world.setBounds(smallBounds(random));
    else if (what === 'rules') world.setRules(someRules(random, keys));
    else world.snapshot();
  }
  world.finish();
  return world;
}

function wildOp(
  world: World,
  random: Seeded,
  { device, id, key, step }: { device: string; id: string; key: string; step: number },
): Op {
  const scope = random.weighted({ none: 40, user: 25, own: 12, class: 10, other: 3, odd: 2 });
  const scopes = {
    user: 'user',
    own: `device:${device}`,
    other: `device:dev_${random.int(0, 9)}`,
    class: `class:${random.pick(['phone', 'tv'])}`,
    odd: random.pick(['class:', 'class:TV', `class:${'a'.repeat(33)}`, 'User', 'account']),
  };
  const where = {
    key: random.chance(0.02) ? key.repeat(10) : key,
    ...(scope === 'none' ? {} : { scope: scopes[scope] }),
  };
  const value = random.chance(0.15) ? { unset: true as const } : { value: wildValue(random, step) };
  const row = world.row(where);
  const base = random.weighted({ current: 50, unset: 15, past: 26, lost: 5, future: 4 });
  const bases = {
    current: row?.rev ?? 0,
    unset: 0,
    past: random.int(0, world.seq + 1),
    lost: world.contestedSeqs(where).at(-1) ?? 0,
    future: world.seq + random.int(1, 3),
  };
  return {
    id,
    ...where,
    ...value,
    base: bases[base],
    ageMs: age(random),
    ...(random.chance(0.3)
      ? { after: random.chance(0.7) ? (row?.op ?? 'op1') : `op${random.int(1, 40)}` }
      : {}),
    ...(random.chance(0.15) ? { ifBase: random.chance(0.8) } : {}),
    ...(random.chance(0.3) ? { gesture: random.pick(['g', 'h']) } : {}),
    ...(random.chance(0.1) ? { cause: random.pick(['adopt', 'migration', 'replace'] as const) } : {}),
  };
}

function wildValue(random: Seeded, step: number): unknown {
  return random.pick([
    step,
    'on',
    true,
    false,
    -step,
    null,
    0,
    'é'.repeat(random.int(1, 12)),
    { a: 1, b: [2] },
    { b: [2], a: 1 },
    [],
    '',
  ]);
}

function age(random: Seeded): number {
  const kind = random.weighted({ fresh: 30, zero: 15, short: 30, long: 15, negative: 8, absurd: 2 });
  const ages = {
    fresh: random.int(0, 50),
    zero: 0,
    short: random.int(0, 10 * minute),
    long: random.int(0, 40 * day),
    negative: -random.int(1, 10 * minute),
    absurd: random.pick([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]),
  };
  return ages[kind];
}

/** Time that passes between two steps on the server's clock, which may be set back. */
function passing(random: Seeded): number {
  const kind = random.weighted({ none: 30, little: 40, minutes: 20, days: 7, back: 3 });
  const times = {
    none: 0,
    little: random.int(1, 200),
    minutes: random.int(1, 10 * minute),
    days: random.int(1, 60 * day),
    back: -random.int(1, day),
  };
  return times[kind];
}

function smallBounds(random: Seeded): Partial<Bounds> {
  return {
    keys: random.int(1, 4),
    bytes: random.int(10, 60),
    valueBytes: random.int(4, 30),
    keyChars: 12,
    history: random.int(1, 5),
  };
}

/** A schema of some of the keys. */
function someRules(random: Seeded, keys: readonly string[]): Record<string, Rule> {
  const named = keys.filter(() => random.chance(0.8));
  return Object.fromEntries(named.map((key) => [key, someRule(random)]));
}

function someRule(random: Seeded): Rule {
  const policy = random.weighted({ lww: 20, max: 20, min: 10, or: 15, manual: 35 });
  const scopes = random.chance(0.8)
    ? (['user', 'device', 'class'] as const)
    : random.pick([['user'], ['device'], ['device', 'class'], ['user', 'class']] as const);
  return { policy, scopes, ...(random.chance(0.05) ? { locked: true } : {}) };
}
