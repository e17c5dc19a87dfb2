/** One setting as this device holds it: four layers, the newest on top, and the rules by which each comes and goes. */
import type { Json, Result, SettingOp } from '@kith/protocol';

/** A value; undefined: unset, so that what lies below shows. */
export type Value = Json | undefined;

/** What the server has told, by events and snapshots alone. */
export interface Confirmed {
  readonly value: Value;
  readonly rev: number;
  /** When the server stored it, and when a person made it; the server's clock. */
  readonly at: number;
  readonly editedAt: number;
  /** The device that made it. */
  readonly device: string | null;
  /** The snapshot that told it last; what the newest one does not tell is unset. */
  readonly take: number;
  /** Of a key whose conflicts a person settles: what lost, the oldest first. */
  readonly rivals?: readonly Rival[] | undefined;
}

/** A value that lost and waits to be chosen from. */
export interface Rival {
  readonly value: Value;
  /** The device that edited. */
  readonly device: string | null;
  readonly editedAt: number;
  /** Its entry in the history. */
  readonly entry: string;
}

/** Why an edit was made, where it was no plain one. */
export type Cause = 'adopt' | 'replace';

/** An edit that is not answered. */
export interface Op {
  readonly id: string;
  readonly value: Value;
  /** The rev that the person was looking at when they began to edit. */
  readonly base: number;
  readonly after?: string | undefined;
  readonly ifBase?: true | undefined;
  readonly gesture?: string | undefined;
  readonly cause?: Cause | undefined;
  /** Others see the drag it is of by previews: it may be sent more seldom. */
  readonly isPreviewed?: true | undefined;
  /** When it was made, by this machine's clock: only differences of it are ever sent. */
  readonly editedAt: number;
}

/** An answered edit that shows until the event comes which it caused, or which beat it. */
export interface Acked {
  readonly op: Op;
  readonly rev: number;
  /** The op stands; else a later edit does. */
  readonly stands: boolean;
}

/** Immutable; every change makes a new one. */
export interface Row {
  readonly confirmed?: Confirmed;
  readonly acked?: Acked;
  readonly flight?: Op;
  readonly pending?: Op;
}

/** So many the server keeps. */
const rivalsMax = 8;

export type OpResult = Result<'settings.set'>['results'][number];

/** What a person did. */
export interface Edit {
  readonly id: string;
  readonly value: Value;
  readonly editedAt: number;
  readonly ifBase?: true | undefined;
  readonly gesture?: string | undefined;
  readonly cause?: Cause | undefined;
  readonly isPreviewed?: true | undefined;
}

/** [K9] What shows: pending, else in flight, else acked and not yet seen, else confirmed. Undefined: no layer speaks. */
export function shown({ pending, flight, acked, confirmed }: Row): { readonly value: Value } | undefined {
  return pending ?? flight ?? acked?.op ?? confirmed;
}

/** [M4] The first edit of a pending op fixes its base; later ones replace value and age. */
export function edited({ pending, ...row }: Row, edit: Edit): Row {
  const { value, editedAt, gesture, isPreviewed } = edit;
  if (pending !== undefined)
    return { ...row, pending: { ...pending, value, editedAt, gesture, isPreviewed } };
  return { ...row, pending: { ...edit, ...lookedAt(row) } };
}

/** [K5] What the person looks at, and the own op that the next one follows. */
function lookedAt({ flight, acked, confirmed }: Omit<Row, 'pending'>): Pick<Op, 'base' | 'after'> {
  if (flight !== undefined) return { base: flight.base, after: flight.id };
  if (acked?.stands) return { base: acked.rev, after: acked.op.id };
  if (acked !== undefined) return { base: acked.op.base, after: acked.op.id };
  return { base: confirmed?.rev ?? 0 };
}

/** The pending op goes on its way; its body is fixed from here on. */
export function taken(row: Row): Row {
  const { pending, ...rest } = row;
  return pending === undefined || row.flight !== undefined ? row : { ...rest, flight: pending };
}

/** What has not left is taken back: it was never made. */
export function withdrawn(row: Row): Row {
  if (row.pending === undefined) return row;
  const { pending: _, ...rest } = row;
  return rest;
}

/** What the server holds, by its answers and events; undefined: nothing, or what another device made and no event told. */
export function stored({ acked, confirmed }: Row): Value {
  if (acked === undefined) return confirmed?.value;
  return acked.stands ? acked.op.value : undefined;
}

/** The answer to the op in flight. It changes no confirmed value: that is what events are for ([D5]). */
export function answered({ flight, ...row }: Row, { outcome, rev = 0 }: OpResult): Row {
  if (flight === undefined || rev <= (row.confirmed?.rev ?? 0)) return row;
  switch (outcome) {
    case 'applied':
    case 'same':
      return { ...row, acked: { op: flight, rev, stands: true } };
    case 'superseded':
    case 'skipped':
      // The loser shows until the winner comes: there is no way back to what was before both.
      return { ...row, acked: { op: flight, rev, stands: false } };
    case 'rejected':
      return row;
  }
}

/** An event or a part of a snapshot told the value. Revs never go back. */
export function confirmed(row: Row, told: Confirmed): Row {
  if ((row.confirmed?.rev ?? 0) > told.rev) return row;
  return seenUpTo({ ...row, confirmed: told }, told.rev);
}

/** [M7] An edit lost whose key's conflicts a person settles. A device has one rival, its newest. */
export function contested(row: Row, rival: Rival, stands: Confirmed): Row {
  const { rivals = [], ...confirmed } = row.confirmed ?? stands;
  const others = rivals.filter(({ device }) => device !== rival.device);
  return { ...row, confirmed: { ...confirmed, rivals: [...others, rival].slice(-rivalsMax) } };
}

/** Everything up to this rev has been told: an acked op that it covers has been seen. */
export function seenUpTo(row: Row, rev: number): Row {
  if (row.acked === undefined || row.acked.rev > rev) return row;
  const { acked: _, ...rest } = row;
  return rest;
}

/** A snapshot that is whole did not tell this setting: it is unset. */
export function untold(row: Row, take: number): Row {
  if (row.confirmed === undefined || row.confirmed.take === take) return row;
  const { confirmed: _, ...rest } = row;
  return rest;
}

/**
 * The log is another one: its revs say nothing of those before. What was acked is in it or is lost; what was not
 * answered is asked for anew, under a new id, since the base of a body cannot change ([C4]).
 */
export function rebased({ flight, pending }: Row, newId: () => string): Row {
  const op = pending ?? flight;
  if (op === undefined) return {};
  const { after: _, ...rest } = op;
  return { pending: { ...rest, id: newId(), base: 0 } };
}

/** Whether nothing of this device's own is on it. */
export function isSettled({ pending, flight, acked }: Row): boolean {
  return pending === undefined && flight === undefined && acked === undefined;
}

/** Whether an edit of it is not stored yet. */
export function isUnsaved({ pending, flight }: Row): boolean {
  return pending !== undefined || flight !== undefined;
}

/** [K2] The op as it is sent now: the age is a difference on this machine's clock, computed at every send. */
export function wireOp(
  { id, value, base, after, ifBase, gesture, cause, editedAt }: Op,
  { key, scope, now, contactAt }: { key: string; scope: string; now: number; contactAt: number },
): SettingOp {
  // A clock that was set back makes no age: the last contact is the best that is known.
  const ageMs = now >= editedAt ? now - editedAt : Math.max(0, now - contactAt);
  return {
    id,
    key,
    scope,
    base,
    ageMs: Math.round(ageMs),
    value,
    unset: value === undefined ? true : undefined,
    // [M6] compare and set follows nothing
    after: ifBase ? undefined : after,
    ifBase,
    gesture,
    cause,
  };
}
