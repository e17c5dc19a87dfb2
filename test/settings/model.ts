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
  readonly cause: 'edit' | 'restore' | 'superseded' | 'erase';
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

const ninetyDaysMs = 90 * 86_400_000;

/** The settings of one user and app. */
export class Model {
  bounds: Bounds;
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

  edit(device: string, op: Op, now: number): Answer {
    const where = `${op.scope ?? 'user'} ${op.key}`;
    const wrong = this.#wrong(device, op);
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

    if (top !== undefined && time <= top.time && isDeepStrictEqual(value, top.value)) {
      return { outcome: 'same', rev: lastRev };
    }
    if (uncontested || (top !== undefined && time >= top.time)) {
      if (!this.#fits(where, op.key, value)) return { outcome: 'rejected', code: 'quota-exceeded' };
      this.#remember({ ...fact, rev: ++this.#seq, cause: 'edit' });
      if (value === undefined) this.#dropOldTombstones();
      return { outcome: 'applied', rev: this.#seq };
    }
    this.#remember({ ...fact, rev: null, cause: 'superseded' });
    return { outcome: 'superseded', rev: lastRev };
  }

  restore(device: string, scope: string, key: string, value: unknown, now: number): Answer {
    const where = `${scope} ${key}`;
    if (!mayWrite(device, scope)) return { outcome: 'refused', code: 'forbidden' };
    if (!this.#fits(where, key, value)) return { outcome: 'refused', code: 'quota-exceeded' };
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
      if (top !== undefined && top.value === undefined && (top.rev ?? 0) <= rev) {
        this.#purged.set(where, top.rev ?? 0);
      }
    }
  }

  /** Every setting that anything ever happened to. */
  settings(): string[] {
    return [...new Set(this.#facts.map((fact) => fact.where))];
  }

  /** Settings that are unset and not forgotten. */
  tombstones(): { where: string; rev: number }[] {
    return this.settings().flatMap((where) => {
      const top = this.#top(where);
      return top !== undefined && top.value === undefined ? [{ where, rev: top.rev ?? 0 }] : [];
    });
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

  /** Keys and bytes of all that are set. */
  usage(): { keys: number; bytes: number } {
    const set = [...this.standing()];
    const bytes = set.reduce((sum, [where, { value }]) => sum + weight(keyIn(where), value), 0);
    return { keys: set.length, bytes };
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
    if (op.key.length > this.bounds.keyChars) return 'too-large';
    if (op.unset !== true && bytesOf(op.value) > this.bounds.valueBytes) return 'too-large';
    return undefined;
  }

  /** What does not grow always fits. */
  #fits(where: string, key: string, value: unknown): boolean {
    const standing = this.standing().get(where);
    const now = this.usage();
    const grows = weight(key, value) - (standing === undefined ? 0 : weight(key, standing.value));
    const isNew = standing === undefined && value !== undefined;
    if (isNew && now.keys + 1 > this.bounds.keys) return false;
    return grows <= 0 || now.bytes + grows <= this.bounds.bytes;
  }
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

function weight(key: string, value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(key) + bytesOf(value);
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
