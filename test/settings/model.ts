/**
 * The merge rule a second time, from its text alone: it keeps every edit that ever had an effect in one list and
 * works everything out from that list. It shares no code with the server.
 */
import { isDeepStrictEqual } from 'node:util';

/** One op as a device sends it. */
export interface Op {
  readonly id: string;
  readonly key: string;
  readonly scope?: string;
  readonly value?: unknown;
  readonly unset?: true;
  readonly base: number;
  readonly ageMs: number;
  readonly after?: string;
  readonly ifBase?: boolean;
  readonly gesture?: string;
  readonly cause?: 'adopt' | 'migration' | 'replace';
}

/** What the schema of the app says of a key; of a key that it does not name, nothing. */
export interface Rule {
  readonly policy: 'lww' | 'max' | 'min' | 'or' | 'manual';
  readonly scopes: readonly ('user' | 'device' | 'class')[];
  readonly locked?: true;
}

export interface Answer {
  readonly outcome: string;
  readonly rev?: number;
  readonly code?: string;
}

/** What the operator allows. */
export interface Bounds {
  readonly keys: number;
  readonly bytes: number;
  readonly valueBytes: number;
  readonly keyChars: number;
  readonly history: number;
  /** Of all histories. No schedule reaches it: which entries go then is tested where it is done. */
  readonly historyBytes: number;
}

/** An edit that had an effect. `rev: null`: it lost. `value: undefined`: unset. */
interface Fact {
  readonly where: string;
  readonly key: string;
  readonly device: string;
  readonly op: string | null;
  readonly value: unknown;
  readonly time: number;
  readonly at: number;
  readonly rev: number | null;
  readonly gesture: string | null;
  readonly cause: 'edit' | 'adopt' | 'migration' | 'replace' | 'restore' | 'superseded' | 'erase';
  /** It lost, and a person is to choose. */
  readonly contested?: true;
  /** How long a history was allowed to be then. */
  readonly room: number;
}

/** One entry of a history as the model expects it. */
export interface Remembered {
  readonly old: unknown;
  readonly new: unknown;
  readonly rev: number | null;
  readonly device: string;
  readonly cause: string;
}

/** A value that waits to be chosen. */
export interface Waiting {
  readonly value: unknown;
  readonly device: string;
  readonly editedAt: number;
}

const ninetyDaysMs = 90 * 86_400_000;

/** The settings of one user and app. */
export class Model {
  bounds: Bounds;
  /** Key → what the schema says of it. */
  rules: Readonly<Record<string, Rule>> = {};
  readonly #facts: Fact[] = [];
  #seq: number;
  /** Revs up to here are trimmed off the log. */
  #trimmed = 0;
  /** Setting → rev of its tombstone that is gone. */
  readonly #purged = new Map<string, number>();

  /** Setting → how many of its facts went with a tombstone. */
  readonly #forgotten = new Map<string, number>();

  constructor(bounds: Bounds, seq: number) {
    this.bounds = bounds;
    this.#seq = seq;
  }

  /** `isInvalid`: the schema does not take the value. */
  edit(device: string, op: Op, now: number, isInvalid = false): Answer {
    const where = `${op.scope ?? 'user'} ${op.key}`;
    const wrong = this.#wrong(device, op) ?? (isInvalid ? 'validation-failed' : undefined);
    if (wrong !== undefined) return { outcome: 'rejected', code: wrong };
    const value = op.unset === true ? undefined : op.value;

    const top = this.#top(where);
    const lastRev = top?.rev ?? 0;
    if (top !== undefined && op.base > lastRev) return { outcome: 'rejected', code: 'validation-failed' };
    const looksAtTop = op.base === lastRev;
    if (op.ifBase === true && !looksAtTop) return { outcome: 'skipped', rev: lastRev };
    const ownOnTop = !op.ifBase && top !== undefined && `${top.device} ${top.op}` === `${device} ${op.after}`;
    const uncontested = looksAtTop || ownOnTop;

    if (top === undefined && value === undefined) return { outcome: 'same', rev: 0 };

    const earliest = uncontested ? (top?.time ?? 0) : this.#timeOf(where, op.base);
    const time = middle(earliest, op.ageMs > 0 ? now - op.ageMs : now, now);
    const fact = { where, key: op.key, device, op: op.id, value, time, at: now, gesture: op.gesture ?? null };
    const wins = { ...fact, cause: op.cause ?? ('edit' as const) };
    const policy = this.rules[op.key]?.policy ?? 'lww';

    if (top !== undefined && top.value !== undefined && value !== undefined) {
      const both = together(policy, top.value, value);
      if (both !== undefined) {
        if (isDeepStrictEqual(both.value, top.value)) return { outcome: 'same', rev: lastRev };
        return this.#apply({ ...wins, value: both.value, time: Math.max(time, top.time) });
      }
    }
    if (top !== undefined && policy === 'manual' && !uncontested) {
      if (isDeepStrictEqual(value, top.value)) return { outcome: 'same', rev: lastRev };
      return this.#contest({ ...fact, cause: 'superseded', rev: null, contested: true }, lastRev);
    }
    const settles = uncontested && this.waiting(where).length > 0;
    if (top !== undefined && !settles && time <= top.time && isDeepStrictEqual(value, top.value)) {
      return { outcome: 'same', rev: lastRev };
    }
    if (uncontested || (top !== undefined && time >= top.time)) return this.#apply(wins);
    this.#remember({ ...fact, rev: null, cause: 'superseded' });
    return { outcome: 'superseded', rev: lastRev };
  }

  #apply(fact: Omit<Fact, 'room' | 'rev'>): Answer {
    if (!this.#fits(fact.where, fact.key, { value: fact.value, waiting: [] })) {
      return { outcome: 'rejected', code: 'quota-exceeded' };
    }
    this.#remember({ ...fact, rev: ++this.#seq });
    if (fact.value === undefined) this.#dropOldTombstones();
    return { outcome: 'applied', rev: this.#seq };
  }

  #contest(fact: Omit<Fact, 'room'>, rev: number): Answer {
    const { where, key } = fact;
    const waiting = this.waiting(where, [...this.#facts, { ...fact, room: 0 }]);
    if (!this.#fits(where, key, { value: this.#top(where)?.value, waiting })) {
      return { outcome: 'rejected', code: 'quota-exceeded' };
    }
    // It is told to all, and takes a place in their topic.
    this.#seq += 1;
    this.#remember(fact);
    return { outcome: 'superseded', rev };
  }

  restore(device: string, scope: string, key: string, value: unknown, now: number): Answer {
    const where = `${scope} ${key}`;
    if (!mayWrite(device, scope) || !this.#allows(scope, key))
      return { outcome: 'refused', code: 'forbidden' };
    if (!this.#fits(where, key, { value, waiting: [] }))
      return { outcome: 'refused', code: 'quota-exceeded' };
    const rev = ++this.#seq;
    const fact = { where, key, device, op: null, value, time: now, at: now, gesture: null };
    this.#remember({ ...fact, rev, cause: 'restore' });
    if (value === undefined) this.#dropOldTombstones();
    return { outcome: 'done', rev };
  }

  erase(device: string, scope: string, key: string, now: number): Answer {
    const where = `${scope} ${key}`;
    const rev = ++this.#seq;
    const fact = { where, key, device, op: null, value: undefined, time: now, at: now, gesture: null };
    this.#remember({ ...fact, rev, cause: 'erase' });
    this.#dropOldTombstones();
    return { outcome: 'done', rev };
  }

  /** The log forgets revs up to this one, and the tombstones that it made. */
  trim(rev: number): void {
    this.#trimmed = rev;
    for (const where of this.settings()) {
      const top = this.#top(where);
      const isOpen = this.waiting(where).length > 0;
      if (top !== undefined && top.value === undefined && !isOpen && (top.rev ?? 0) <= rev) {
        this.#purged.set(where, top.rev ?? 0);
      }
    }
  }

  /** Every setting that anything ever happened to. */
  settings(): string[] {
    return [...new Set(this.#facts.map((fact) => fact.where))];
  }

  /** Settings that are unset and not forgotten, and about which nobody is to choose. */
  tombstones(): { where: string; rev: number }[] {
    return this.settings().flatMap((where) => {
      const top = this.#top(where);
      const isOne = top !== undefined && top.value === undefined && this.waiting(where).length === 0;
      return isOne ? [{ where, rev: top.rev ?? 0 }] : [];
    });
  }

  /** What waits to be chosen since a setting last changed: the latest of each device, oldest first. */
  waiting(where: string, facts: readonly Fact[] = this.#facts): Waiting[] {
    const here = facts.filter((fact) => fact.where === where);
    const since = here.slice(here.findLastIndex(({ rev }) => rev !== null) + 1);
    const open = since.filter(({ contested }) => contested === true).sort((a, b) => a.time - b.time);
    return open
      .filter(({ device }, index) => !open.slice(index + 1).some((later) => later.device === device))
      .map(({ value, device, time }) => ({ value, device, editedAt: time }))
      .slice(-8);
  }

  /** Setting → value and rev of all that are set. */
  standing(): Map<string, { value: unknown; rev: number }> {
    const tops = this.settings().map((where) => this.#top(where));
    return new Map(
      tops.flatMap((top) =>
        top === undefined || top.value === undefined
          ? []
          : [[top.where, { value: top.value, rev: top.rev ?? 0 }]],
      ),
    );
  }

  /** Keys and bytes of all that are set, or about which somebody is to choose. */
  usage(): { keys: number; bytes: number } {
    const standing = this.standing();
    const weights = this.settings().map((where) => {
      return weight(keyIn(where), { value: standing.get(where)?.value, waiting: this.waiting(where) });
    });
    return {
      keys: weights.filter((bytes) => bytes > 0).length,
      bytes: weights.reduce((sum, bytes) => sum + bytes, 0),
    };
  }

  /** The history of a setting, oldest first. */
  history(where: string): Remembered[] {
    const all = this.#facts.filter((fact) => fact.where === where);
    const from = this.#forgotten.get(where) ?? 0;
    const kept = all.slice(all.findLastIndex((fact, index) => fact.cause === 'erase' || index < from) + 1);
    let entries: { facts: Fact[]; old: unknown }[] = [];
    let standing: unknown;
    for (const fact of kept) {
      const last = entries.at(-1);
      const before = last?.facts.at(-1);
      if (before !== undefined && isOneDrag(before, fact)) last?.facts.push(fact);
      else {
        entries.push({ facts: [fact], old: standing });
        entries = entries
          .slice(-fact.room)
          .filter(({ facts }) => (facts.at(-1)?.at ?? 0) > fact.at - ninetyDaysMs);
      }
      if (fact.rev !== null) standing = fact.value;
    }
    return entries.map(({ facts, old }) => {
      const last = facts.at(-1) as Fact;
      return { old, new: last.value, rev: last.rev, device: last.device, cause: last.cause };
    });
  }

  /** Over the bound on settings, the oldest tombstones go with their histories, until three quarters are left. */
  #dropOldTombstones(): void {
    const byAge = this.tombstones().sort((a, b) => b.rev - a.rev);
    if (byAge.length <= this.bounds.keys) return;
    for (const { where, rev } of byAge.slice(Math.ceil((this.bounds.keys * 3) / 4))) {
      this.#purged.set(where, rev);
      this.#forgotten.set(where, this.#facts.filter((fact) => fact.where === where).length);
    }
  }

  #remember(fact: Omit<Fact, 'room'>): void {
    this.#facts.push({ ...fact, room: this.bounds.history });
  }

  #top(where: string): Fact | undefined {
    const top = this.#facts.findLast((fact) => fact.where === where && fact.rev !== null);
    return (top?.rev ?? 0) <= (this.#purged.get(where) ?? 0) ? undefined : top;
  }

  #timeOf(where: string, rev: number): number {
    if (rev <= this.#trimmed) return 0;
    return this.#facts.find((fact) => fact.where === where && fact.rev === rev)?.time ?? 0;
  }

  #wrong(device: string, op: Op): string | undefined {
    const scope = op.scope ?? 'user';
    if (!mayWrite(device, scope)) return scope.startsWith('device:') ? 'forbidden' : 'validation-failed';
    if (!this.#allows(scope, op.key)) return 'forbidden';
    if (op.key.length > this.bounds.keyChars) return 'too-large';
    if (op.unset !== true && bytesOf(op.value) > this.bounds.valueBytes) return 'too-large';
    return undefined;
  }

  /** Says whether the operator and the app let anybody write this key here. */
  #allows(scope: string, key: string): boolean {
    const rule = this.rules[key];
    return rule === undefined || (!rule.locked && rule.scopes.some((kind) => scope.startsWith(kind)));
  }

  /** What does not grow always fits. */
  #fits(where: string, key: string, next: Held): boolean {
    const before = weight(key, { value: this.standing().get(where)?.value, waiting: this.waiting(where) });
    const after = weight(key, next);
    const now = this.usage();
    if (before === 0 && after > 0 && now.keys + 1 > this.bounds.keys) return false;
    return after <= before || now.bytes + after - before <= this.bounds.bytes;
  }
}

/** What a setting holds: its value and what waits to be chosen in its place. */
interface Held {
  readonly value: unknown;
  readonly waiting: readonly Waiting[];
}

/** What two edits come to that both count; undefined: one of them must lose. */
function together(policy: Rule['policy'], a: unknown, b: unknown): { value: unknown } | undefined {
  if (policy === 'lww' || policy === 'manual') return undefined;
  if (policy === 'or') return { value: typeof a === 'boolean' && typeof b === 'boolean' ? a || b : b };
  if (typeof a !== 'number' || typeof b !== 'number') return { value: b };
  return { value: a < b === (policy === 'max') ? b : a };
}

/** Everybody's scope, one's own, and those of classes: a name of up to 32 of a-z, 0-9 and `-`. */
function mayWrite(device: string, scope: string): boolean {
  const [kind, name = ''] = scope.split(':');
  if (kind === 'class')
    return (
      [...name].every((char) => 'abcdefghijklmnopqrstuvwxyz0123456789-'.includes(char)) &&
      name.length >= 1 &&
      name.length <= 32
    );
  return scope === 'user' || scope === `device:${device}`;
}

function isOneDrag(before: Fact, next: Fact): boolean {
  const one = (fact: Fact) => `${fact.device} ${fact.cause} ${fact.gesture}`;
  return next.gesture !== null && next.cause === 'edit' && one(before) === one(next);
}

/** The middle one of three. */
function middle(...three: [number, number, number]): number {
  return three.sort((a, b) => a - b)[1] as number;
}

function keyIn(where: string): string {
  return where.slice(where.indexOf(' ') + 1);
}

/** Bytes that a setting takes; a hundred more for each value that waits, and nothing once it is gone. */
function weight(key: string, { value, waiting }: Held): number {
  if (value === undefined && waiting.length === 0) return 0;
  const values = [value, ...waiting.map((one) => one.value)];
  return (
    Buffer.byteLength(key) + waiting.length * 100 + values.reduce<number>((sum, one) => sum + bytesOf(one), 0)
  );
}

function bytesOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
}
