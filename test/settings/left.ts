/** What an outcome must have left behind: events, and what lost in the history. */
import { isDeepStrictEqual } from 'node:util';
import type { LoggedEvent, View } from '../../packages/server/src/domain/state.ts';
import type { Answer, Op } from './model.ts';
import { toldBy } from './reading.ts';
import { app, topic, user } from './subject.ts';
import { check } from './violation.ts';

const outcomes = ['applied', 'same', 'superseded', 'skipped', 'rejected'];

interface Judged {
  readonly device: string;
  readonly op: Op;
  readonly answer: Answer;
  /** What was appended meanwhile. */
  readonly events: readonly LoggedEvent[];
}

/** Checks what one op left. */
export function checkLeft(view: View, judged: Judged): void {
  const { device, op, answer, events } = judged;
  const { outcome } = answer;
  const [event] = events;
  check(outcomes.includes(outcome), 'S3 every op has one outcome', () => ({ op, answer }));
  if (outcome !== 'applied' && outcome !== 'superseded') {
    check(events.length === 0, `S3 ${outcome} tells nobody`, () => events);
    return;
  }
  check(event !== undefined && events.length === 1, `S2 ${outcome} is in the log once`, () => events);
  const { scope = 'user', key, value } = op;
  const told = toldBy(event);
  const body = told.key === key && told.scope === scope && isDeepStrictEqual(told.value, value);
  check(body && event.device === device, 'S2 the event tells the edit', () => [op, event]);
  if (outcome === 'applied') checkApplied(view, judged, event);
  else checkSuperseded(view, judged, event);
}

function checkApplied(view: View, { op, answer: { rev } }: Judged, event: LoggedEvent): void {
  const { rev: toldRev, editedAt = Number.NaN } = toldBy(event);
  check(event.topic === topic && event.seq === rev && toldRev === rev, 'M3 rev is the seq', () => event);
  const floor = editedAtOf(view, op);
  const within = editedAt >= floor && editedAt <= event.at;
  check(within, 'S15 never in the future, never before its base', () => [op, event, floor]);
}

function checkSuperseded(view: View, { device, op, answer: { rev } }: Judged, event: LoggedEvent): void {
  const newest = historyOf(view, op.scope ?? 'user', op.key).at(-1);
  const value = op.unset === true ? null : JSON.stringify(op.value);
  check(newest?.new === value && newest.rev === null, 'S3 what lost is in the history', () => [op, newest]);
  const toldTo = event.topic === `device:${device}`;
  check(toldTo && toldBy(event).by?.rev === rev, 'S3 its device is told', () => event);
}

/** When the base of an op was edited; 0: the log does not know. */
function editedAtOf(view: View, { base, scope = 'user', key }: Op): number {
  const event = view.eventOf(topic, base);
  if (event === undefined) return 0;
  const told = toldBy(event);
  return told.scope === scope && told.key === key ? (told.editedAt ?? event.at) : 0;
}

/** The history of a setting, oldest first. */
export function historyOf(view: View, scope: string, key: string) {
  return view.list('settingChanges', 'bySetting', [user, app, scope, key]);
}
