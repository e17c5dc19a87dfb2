/** What an outcome must have left behind: events, and what lost in the history. */
import { isDeepStrictEqual } from 'node:util';
import type { Setting } from '../../packages/server/src/domain/rows.ts';
import { entryName } from '../../packages/server/src/domain/settings/entry.ts';
import type { LoggedEvent, View } from '../../packages/server/src/domain/state.ts';
import type { Answer, Op, Rule } from './model.ts';
import { toldBy } from './reading.ts';
import { app, topic, user } from './subject.ts';
import { check } from './violation.ts';

const outcomes = ['applied', 'same', 'superseded', 'skipped', 'rejected'];

interface Judged {
  readonly device: string;
  readonly op: Op;
  /** The setting as it stood before. */
  readonly row: Readonly<Setting> | undefined;
  readonly policy: Rule['policy'];
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
  checkPolicy(view, judged);
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

/** What the policy of a key promises, whatever the rule made of the op. */
function checkPolicy(view: View, { device, op, row, policy, answer: { outcome } }: Judged): void {
  if (row === undefined || outcome === 'rejected' || outcome === 'skipped') return;
  const seen = () => ({ op, row, outcome });
  if (policy === 'manual') {
    const knew = op.base === row.rev || (op.after === row.op && row.deviceId === device);
    check(knew || outcome !== 'applied', 'M7 nobody but a person settles a conflict', seen);
    return;
  }
  const before = row.value === null ? undefined : (JSON.parse(row.value) as unknown);
  const isUp = policy === 'max' && typeof before === 'number' && typeof op.value === 'number';
  const isDown = policy === 'min' && typeof before === 'number' && typeof op.value === 'number';
  const isTrue = policy === 'or' && (before === true || op.value === true) && typeof op.value === 'boolean';
  const value = JSON.parse(view.get('settings', user, app, row.scope, row.key)?.value ?? 'null') as unknown;
  if (isUp) check(value === Math.max(before as number, op.value as number), 'M7 the greatest stands', seen);
  if (isDown) check(value === Math.min(before as number, op.value as number), 'M7 the least stands', seen);
  if (isTrue && typeof before === 'boolean') check(value === true, 'M7 once true, it stays', seen);
}

function checkApplied(view: View, { op, answer: { rev } }: Judged, event: LoggedEvent): void {
  const { rev: toldRev, editedAt = Number.NaN } = toldBy(event);
  check(event.topic === topic && event.seq === rev && toldRev === rev, 'M3 rev is the seq', () => event);
  const floor = editedAtOf(view, op);
  const within = editedAt >= floor && editedAt <= event.at;
  check(within, 'S15 never in the future, never before its base', () => [op, event, floor]);
}

function checkSuperseded(view: View, judged: Judged, event: LoggedEvent): void {
  const { device, op, row, policy, answer } = judged;
  const { rev } = answer;
  const newest = historyOf(view, op.scope ?? 'user', op.key).at(-1);
  const value = op.unset === true ? null : JSON.stringify(op.value);
  check(newest?.new === value && newest.rev === null, 'S3 what lost is in the history', () => [op, newest]);
  // A conflict is the person's, on whatever device they are; another loss is that of its device alone.
  const isOpen = policy === 'manual' && row !== undefined;
  const told = isOpen ? `setting.contested ${topic}` : `setting.superseded device:${device}`;
  const isTold = `${event.type} ${event.topic}` === told && toldBy(event).by?.rev === rev;
  check(isTold, 'S3 whoever may want it back is told', () => event);
  if (!isOpen) return;
  const { entry } = toldBy(event);
  check(newest !== undefined && entry === entryName(newest), 'M7 a conflict names its entry', () => event);
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
