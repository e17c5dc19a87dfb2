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
  /** Higher than those of all edits of this device that were seen when it was made. */
  readonly order: number;
  /** It is not certain that nobody else sends it, perhaps with another value. */
  readonly isShared?: true | undefined;
  /** The id that it had at first, where it goes under another one now. */
  readonly first?: string | undefined;
}

/** An answered edit that shows until the event comes which it caused, or which beat it. */
export interface Acked {
  readonly op: Op;
  readonly rev: number;
  /** The op stands; else a later edit does. */
  readonly stands: boolean;
}

/** An edit that another tab of this device made, and sends. */
export interface Echo {
  readonly op: Op;
  readonly tab: string;
  /** It may be edited there still, under the same id. */
  readonly isPending?: boolean | undefined;
  /** It is answered, and shows until this rev is seen. */
  readonly rev?: number | undefined;
  /** It stands; else a later edit does. */
  readonly stands?: boolean | undefined;
}

/** Immutable; every change makes a new one. */
export interface Row {
  readonly confirmed?: Confirmed;
  readonly acked?: Acked;
  readonly flight?: Op;
  /** What a tab that is gone left behind the one in flight, the oldest first. Bodies are fixed: it may have been sent. */
  readonly queue?: readonly Op[];
  readonly pending?: Op;
  readonly echoes?: readonly Echo[];
  /** The order of the newest edit of this device of which the server's word is here: what is older shows no more. */
  readonly floor?: number;
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

/** Edits of this device that are not settled, the oldest first. */
export function edits({ acked, flight, queue, pending, echoes }: Row): readonly Op[] {
  const own = [acked?.op, flight, ...(queue ?? []), pending];
  const ops = [...own, ...(echoes ?? []).map(({ op }) => op)].filter((op) => op !== undefined);
  return ops.length > 1 ? ops.sort(inOrder) : ops;
}

/** The newest edit that shows over what is confirmed. */
function newest(row: Row): Op | undefined {
  const op = edits(row).at(-1);
  return op !== undefined && op.order > (row.floor ?? 0) ? op : undefined;
}

/** [K9] What shows: the newest edit of this device, else what is confirmed. Undefined: no layer speaks. */
export function shown(row: Row): { readonly value: Value } | undefined {
  return newest(row) ?? row.confirmed;
}

/** [M4] The first edit of a pending op fixes its base; later ones replace value and age. */
export function edited({ pending, ...row }: Row, edit: Edit): Row {
  const { value, editedAt, gesture, isPreviewed } = edit;
  const known = [...edits(row), ...(pending === undefined ? [] : [pending])].map((it) => it.order);
  const order = Math.max(editedAt, ...[...known, row.floor ?? 0].map((it) => it + 1));
  if (pending !== undefined)
    return { ...row, pending: { ...pending, value, editedAt, gesture, isPreviewed, order } };
  return { ...row, pending: { ...edit, ...lookedAt(row), order } };
}

/** [K5] What the person looks at, and the own op that the next one follows. */
function lookedAt(row: Omit<Row, 'pending'>): Pick<Op, 'base' | 'after'> {
  const op = newest(row);
  if (op === undefined) return { base: row.confirmed?.rev ?? 0 };
  const echo = row.echoes?.find((it) => it.op === op);
  // Nobody can follow what may still become something later: there the times of both decide.
  if (echo?.isPending || op.isShared) return { base: op.base };
  const answer = row.acked?.op === op ? row.acked : echo;
  return { base: answer?.stands ? (answer.rev ?? op.base) : op.base, after: op.id };
}

function inOrder(a: Op, b: Op): number {
  return a.order - b.order || a.editedAt - b.editedAt || (a.id < b.id ? -1 : 1);
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
export function answered(before: Row, { outcome, rev = 0 }: OpResult): Row {
  const { flight } = before;
  const row = landed(before);
  if (flight === undefined || outcome === 'rejected') return row;
  if (rev <= (row.confirmed?.rev ?? 0)) return told(row, flight.order);
  // The loser shows until the winner comes: there is no way back to what was before both.
  const stands = outcome === 'applied' || outcome === 'same';
  if (!stands && (row.acked?.op.order ?? 0) > flight.order) return row;
  return { ...row, acked: { op: flight, rev, stands } };
}

/** The server's word for an edit of this order is here. */
function told({ floor = 0, ...row }: Row, order: number): Row {
  return isSettled(row) ? row : { ...row, floor: Math.max(floor, order) };
}

/** Nothing is in flight any more but what waits behind it. */
function landed({ flight: _, queue = [], ...row }: Row): Row {
  const [next, ...behind] = queue;
  if (next === undefined) return row;
  return { ...row, flight: next, ...(behind.length > 0 && { queue: behind }) };
}

/** What a tab that is gone left behind is sent from here. It changes no more: it may have been sent, and edited since. */
export function adopted({ echoes, ...row }: Row, op: Op): Row {
  const rest = withEchoes(
    row,
    (echoes ?? []).filter((it) => it.op.id !== op.id),
  );
  if (ownOps(rest).some(({ id }) => id === op.id)) return rest;
  if (rest.flight === undefined) return { ...rest, flight: op };
  return { ...rest, queue: [...(rest.queue ?? []), op].sort(inOrder) };
}

/**
 * The server knows the id of the op in flight with another body: another life of this edit was sent, before it was
 * changed or after. It goes again under an id of its own, and follows nothing, so that the times of both decide.
 */
export function reissued(row: Row, newId: () => string): Row {
  if (row.flight === undefined) return row;
  return { ...row, flight: anew(row.flight, newId) };
}

/** What this tab sends, and what it awaits the event of. */
export function ownOps({ acked, flight, queue, pending }: Row): readonly Op[] {
  return [acked?.op, flight, ...(queue ?? []), pending].filter((op) => op !== undefined);
}

/**
 * Another tab told all that it has on this setting, and up to which rev it has seen. What it told before and does not
 * now is over for it, and shows here until this tab has seen as much.
 */
export function echoed(
  row: Row,
  { tab, told, rev }: { tab: string; told: readonly Omit<Echo, 'tab'>[]; rev: number },
): Row {
  const known = row.echoes ?? [];
  const own = new Set(ownOps(row).map(({ id }) => id));
  const ids = new Set(told.map(({ op }) => op.id));
  const over = known
    .filter((it) => it.tab === tab && !ids.has(it.op.id))
    .map((it) => ({ ...it, rev: it.rev ?? rev, stands: it.stands ?? true }));
  const now = told.filter(({ op }) => !own.has(op.id)).map((it) => ({ ...it, tab }));
  const others = known.filter((it) => it.tab !== tab && !ids.has(it.op.id));
  const { echoes: _, ...rest } = row;
  return seenUpTo(withEchoes(rest, [...others, ...over, ...now]), row.confirmed?.rev ?? 0);
}

function withEchoes(row: Omit<Row, 'echoes'>, echoes: readonly Echo[]): Row {
  return echoes.length === 0 ? row : { ...row, echoes };
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

/** Everything up to this rev has been told: answered ops that it covers have been seen. */
export function seenUpTo(row: Row, rev: number): Row {
  const { acked, echoes = [], ...rest } = row;
  const answers = acked === undefined ? echoes : [acked, ...echoes];
  const seen = answers.filter((it) => it.rev !== undefined && it.rev <= rev);
  if (seen.length === 0) return row;
  const left = withEchoes(
    { ...rest, ...(acked !== undefined && !seen.includes(acked) && { acked }) },
    echoes.filter((it) => !seen.includes(it)),
  );
  return told(left, Math.max(...seen.map(({ op }) => op.order)));
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
export function rebased({ flight, queue, pending, echoes = [] }: Row, newId: () => string): Row {
  const unanswered = withEchoes(
    {},
    echoes.filter(({ rev }) => rev === undefined),
  );
  const op = [flight, ...(queue ?? []), pending]
    .filter((it) => it !== undefined)
    .sort(inOrder)
    .at(-1);
  if (op === undefined) return unanswered;
  return { ...unanswered, pending: { ...anew(op, newId), base: 0 } };
}

/** The same edit as another command, which follows none. */
export function anew({ after: _, ...op }: Op, newId: () => string): Op {
  return { ...op, id: newId(), first: op.first ?? op.id };
}

/** Whether nothing of this device's own is on it. */
export function isSettled({ pending, flight, acked, echoes }: Row): boolean {
  return pending === undefined && flight === undefined && acked === undefined && echoes === undefined;
}

/** Whether an edit of it is not stored yet. */
export function isUnsaved({ pending, flight, echoes = [] }: Row): boolean {
  return pending !== undefined || flight !== undefined || echoes.some(({ rev }) => rev === undefined);
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
