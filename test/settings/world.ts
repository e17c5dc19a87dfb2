/** One user's settings in the real deciders and in the model, side by side; every difference is a violation. */
import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from '../../packages/server/src/domain/command.ts';
import { isContested } from '../../packages/server/src/domain/settings/contested.ts';
import { entryName } from '../../packages/server/src/domain/settings/entry.ts';
import type { LoggedEvent } from '../../packages/server/src/domain/state.ts';
import { checkLeft, historyOf } from './left.ts';
import { type Answer, type Bounds, Model, type Op } from './model.ts';
import {
  agree,
  type Contests,
  contestsOf,
  fold,
  foldContests,
  type Reading,
  readingOf,
  toldBy,
} from './reading.ts';
import type { Seeded } from './seeded.ts';
import { app, deviceRow, meansOf, type Rules, type Subject, topic, user } from './subject.ts';
import { check } from './violation.ts';

/** Bounds that no schedule reaches. */
const generous: Bounds = {
  keys: 1e3,
  bytes: 1e6,
  valueBytes: 1e4,
  keyChars: 128,
  history: 200,
  historyBytes: 1e9,
};

/** A command that was sent before. */
interface Sent {
  readonly name: string;
  readonly device: string;
  readonly id: string;
  readonly params: object;
  readonly digest: string;
  readonly answer: Answer;
  /** Offset of its first event; 0: it left none. */
  readonly offset: number;
}

export class World {
  readonly state: InstanceType<Subject['MemoryState']>;
  readonly devices: readonly string[];
  /** How often each outcome came. */
  readonly counts: Record<string, number> = {};
  /** Undefined: the invariants alone must do. */
  readonly #model: Model | undefined;
  readonly #subject: Subject;
  readonly #random: Seeded;
  #bounds = generous;
  #rules: Rules = {};
  readonly #sent = new Map<string, Sent>();
  readonly #snapshots: { readonly offset: number; readonly reading: Reading; readonly contests: Contests }[] =
    [];
  #writes = 0;

  constructor(subject: Subject, random: Seeded, devices: number) {
    this.#subject = subject;
    this.#random = random;
    this.devices = Array.from({ length: devices }, (_, index) => `dev_${index}`);
    this.state = new subject.MemoryState();
    for (const id of this.devices) {
      this.state.put('devices', deviceRow(id, user));
      this.state.append({ topic, type: 'device.joined', user, device: id, data: '{}' });
    }
    this.#model = subject.alone ? undefined : new Model(generous, this.state.seq(topic));
    const put = this.state.put.bind(this.state);
    this.state.put = (table, row) => {
      this.#writes += 1;
      put(table, row);
    };
  }

  /** Sets the server's clock; the time of decisions never falls. */
  setClock(clock: number): void {
    this.state.now = Math.max(clock, this.state.log.at(-1)?.at ?? 1);
  }

  /** The operator sets other bounds; what stands above them stays. */
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...generous, ...bounds };
    if (this.#model !== undefined) this.#model.bounds = this.#bounds;
  }

  /** The app gets a schema, or another one. */
  setRules(rules: Rules): void {
    this.#rules = rules;
    if (this.#model !== undefined) this.#model.rules = rules;
  }

  /** How the edits of a key merge. */
  policyOf(key: string): Rules[string]['policy'] {
    return this.#rules[key]?.policy ?? 'lww';
  }

  /** The setting that the op means, as it stands. */
  row({ scope = 'user', key }: Pick<Op, 'scope' | 'key'>) {
    return this.state.get('settings', user, app, scope, key);
  }

  /** Where the user's topic tells of conflicts about a setting: seqs, and yet no revs. */
  contestedSeqs({ scope = 'user', key }: Pick<Op, 'scope' | 'key'>): number[] {
    const events = this.state.log.filter(({ type }) => type === 'setting.contested');
    const own = events.filter((event) => toldBy(event).key === key && toldBy(event).scope === scope);
    return own.map(({ seq }) => seq);
  }

  /** Seq of the user's topic. */
  get seq(): number {
    return this.state.seq(topic);
  }

  /** An op arrives for the first time; `invalid`: the schema of the app does not take its value. */
  edit(device: string, op: Op, invalid?: string): Answer {
    const row = this.row(op);
    const expected = this.#model?.edit(device, op, this.state.now, invalid !== undefined);
    const params = invalid === undefined ? { app, op } : { app, op, invalid };
    const { answer, events } = this.#first({ name: 'settings.edit', device, id: op.id, params });
    check(this.#isExpected(answer, expected), 'the outcome is what the model says', () => {
      return { device, op, row, now: this.state.now, answer, expected };
    });
    if (events[0]?.type === 'setting.contested') this.#count('contested');
    if (answer.outcome === 'applied' && isContested(row)) this.#count('settled');
    checkLeft(this.state, { device, op, row, policy: this.policyOf(op.key), answer, events });
    return answer;
  }

  /** An op that cannot be read arrives. */
  garble(device: string, id: string): void {
    const params = { app, op: { id, invalid: 'no' } };
    const { answer, events } = this.#first({ name: 'settings.edit', device, id, params });
    const { outcome, code } = answer;
    check(outcome === 'rejected' && code === 'validation-failed' && events.length === 0, 'S13', () => answer);
  }

  /** A value of the history is made the current one again. */
  restore(device: string, id: string, where: Pick<Op, 'scope' | 'key'>, pick: Seeded): Answer | undefined {
    const history = historyOf(this.state, where.scope ?? 'user', where.key);
    if (history.length === 0) return undefined;
    const change = pick.pick(history);
    const { scope, key, new: value } = change;
    const entry = entryName(change);
    const read = value === null ? undefined : (JSON.parse(value) as unknown);
    const expected = this.#model?.restore(device, scope, key, read, this.state.now);
    const { answer } = this.#first({ name: 'settings.restore', device, id, params: { entry } });
    check(this.#isExpected(answer, expected), 'a restore is a new edit', () => ({ answer, expected }));
    return answer;
  }

  /** A setting and all that it ever was is erased. */
  erase(device: string, id: string, { scope = 'user', key }: Pick<Op, 'scope' | 'key'>): void {
    if (!isOpenTo(device, scope)) return;
    const expected = this.#model?.erase(device, scope, key, this.state.now);
    const { answer } = this.#first({ name: 'settings.erase', device, id, params: { app, key, scope } });
    check(this.#isExpected(answer, expected), 'an erasure is a write', () => ({ answer, expected }));
    const left = this.state.log.filter((event) => {
      const told = toldBy(event);
      return told.key === key && told.scope === scope && 'value' in told && event.offset > this.state.floor;
    });
    check(left.length === 0, 'an erased value is nowhere in the log', () => left);
    check(historyOf(this.state, scope, key).length === 0, 'an erased value is not in the history', () => key);
  }

  /** A command arrives once more; `change` makes the body or the age of an op another one. */
  again(pick: Seeded, change: (op: Op) => Op = (op) => op): void {
    const known = [...this.#sent.values()].filter(({ offset }) => offset === 0 || offset > this.state.floor);
    if (known.length > 0) this.#repeat(pick.pick(known), change);
  }

  /** An op arrives, for the first time or again. */
  submit(device: string, op: Op): Answer {
    const sent = this.#sent.get(`${device} ${op.id}`);
    if (sent === undefined) return this.edit(device, op);
    this.#repeat(sent, () => op);
    return sent.answer;
  }

  /** A reader takes a snapshot here, and only the events after it. */
  snapshot(): void {
    const rows = this.rows();
    const [reading, contests] = [readingOf(rows), contestsOf(rows)];
    this.#snapshots.push({ offset: this.state.log.length, reading, contests });
  }

  /** The log forgets a prefix, and the tombstones in it. */
  trim(offset: number): void {
    this.state.floor = offset;
    const trimmed = this.state.log.slice(0, offset).findLast((event) => event.topic === topic)?.seq ?? 0;
    this.#model?.trim(trimmed);
    for (const row of this.rows()) {
      if (row.value !== null || row.contested !== null || row.rev > trimmed) continue;
      this.state.remove('settings', user, app, row.scope, row.key);
      const usage = this.state.get('settingUsage', user);
      if (usage !== undefined) this.state.put('settingUsage', { ...usage, tombstones: usage.tombstones - 1 });
    }
  }

  rows() {
    return this.state.list('settings', 'byApp', [user, app]);
  }

  /** What must hold whenever nothing is under way. */
  finish(): void {
    const rows = readingOf(this.rows());
    const folded: Reading = new Map();
    for (const event of this.state.log) fold(folded, event);
    this.#checkContests();
    check(agree(folded, rows), 'S1 a reader of all events has the state', () => [[...folded], [...rows]]);
    for (const { offset, reading, contests } of this.#snapshots) {
      for (const event of this.state.log.slice(offset)) {
        fold(reading, event);
        foldContests(contests, event);
      }
      const isWhole = isDeepStrictEqual(contests, contestsOf(this.rows()));
      check(isWhole, 'S12 snapshot and later events are what is contested', () => offset);
      check(agree(reading, rows), 'S12 snapshot and later events are the state', () => offset);
    }
    for (const event of this.state.log.filter(({ type }) => type === 'setting.changed')) {
      const { scope } = toldBy(event);
      check(isOpenTo(event.device, scope), 'S11 an override is only of its own device', () => event);
    }
    if (this.#model !== undefined) this.#checkModel(this.#model, rows);
  }

  /** What is contested is kept until somebody chooses, and every reader knows it, from rows or from events. */
  #checkContests(): void {
    const contests = contestsOf(this.rows());
    const folded: Contests = new Map();
    for (const event of this.state.log) foldContests(folded, event);
    check(isDeepStrictEqual(folded, contests), 'M7 what is contested is kept until somebody chooses', () => {
      return [[...folded], [...contests]];
    });
    for (const [where, list] of this.#model === undefined ? [] : contests) {
      const real = list.map(({ value, device, editedAt }) => ({ value, device, editedAt }));
      const expected = this.#model?.waiting(where);
      check(isDeepStrictEqual(real, expected), 'M7 the model has the conflict', () => [
        where,
        real,
        expected,
      ]);
    }
    for (const where of this.#model?.settings() ?? []) {
      const isKnown = contests.has(where) || this.#model?.waiting(where).length === 0;
      check(isKnown, 'M7 no conflict is forgotten', () => where);
    }
  }

  #first(command: Pick<Sent, 'name' | 'device' | 'id' | 'params'>): {
    answer: Answer;
    events: readonly LoggedEvent[];
  } {
    const before = this.state.log.length;
    const digest = digestOf(command.params);
    const answer = answerOf(this.#decide({ ...command, digest }));
    const events = this.state.log.slice(before);
    const offset = events.length === 0 ? 0 : before + 1;
    this.#sent.set(`${command.device} ${command.id}`, { ...command, digest, answer, offset });
    this.#count(answer.outcome);
    return { answer, events };
  }

  #repeat(sent: Sent, change: (op: Op) => Op): void {
    const { op, invalid, ...rest } = sent.params as { op?: Op; invalid?: string };
    // The schema may be another one by now: what it says stands beside the op.
    const other = invalid === undefined ? { invalid: 'not any more' } : {};
    const params = op === undefined || 'invalid' in op ? sent.params : { ...rest, ...other, op: change(op) };
    const digest = digestOf(params);
    const [writes, events] = [this.#writes, this.state.log.length];
    const answer = answerOf(this.#decide({ ...sent, params, digest }));
    const expected = digest === sent.digest ? sent.answer : { outcome: 'refused', code: 'conflict' };
    check(isDeepStrictEqual(answer, expected), 'S5 a retry is answered as at first', () => [
      params,
      answer,
      expected,
    ]);
    const untouched = this.#writes === writes && this.state.log.length === events;
    check(untouched, 'S5 a retry changes nothing', () => params);
    this.#count('again');
  }

  #decide({ name, device, id, params, digest }: Omit<Sent, 'answer' | 'offset'>): Outcome {
    const actor = { kind: 'device', device, gen: 0 } as const;
    const means = meansOf(this.#random, this.#bounds, this.#rules);
    return this.#subject.decide(this.state, means, { name, params, actor, id, digest });
  }

  #checkModel(model: Model, rows: Reading): void {
    check(agree(model.standing(), rows), 'S1 the model has the state', () => [...rows]);
    const nothing = { userId: user, keys: 0, bytes: 0, tombstones: 0, historyBytes: 0 };
    const counted = this.state.get('settingUsage', user) ?? nothing;
    const taken = {
      userId: user,
      ...model.usage(),
      tombstones: model.tombstones().length,
      historyBytes: model.settings().reduce((sum, where) => sum + this.#historyBytes(where), 0),
    };
    check(isDeepStrictEqual(counted, taken), 'M13 what is used is counted', () => [counted, taken]);
    for (const where of model.settings()) {
      const [scope = '', key = ''] = where.split(' ');
      const real = historyOf(this.state, scope, key).map((entry) => ({
        old: entry.old === null ? undefined : JSON.parse(entry.old),
        new: entry.new === null ? undefined : JSON.parse(entry.new),
        rev: entry.rev,
        device: entry.deviceId,
        cause: entry.cause,
      }));
      const expected = model.history(where);
      check(isDeepStrictEqual(real, expected), 'S14 the history is what the model says', () => [
        real,
        expected,
      ]);
    }
  }

  #historyBytes(where: string): number {
    const [scope = '', key = ''] = where.split(' ');
    const texts = historyOf(this.state, scope, key).map((entry) => `${entry.old ?? ''}${entry.new ?? ''}`);
    return texts.reduce((sum, text) => sum + 200 + Buffer.byteLength(text), 0);
  }

  /** Without a model any answer will do. */
  #isExpected(answer: Answer, expected: Answer | undefined): boolean {
    return expected === undefined || isDeepStrictEqual(answer, expected);
  }

  #count(name: string): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }
}

/** Says whether a device may write a scope of its user. */
function isOpenTo(device: string | null, scope: string): boolean {
  return scope === 'user' || scope === `device:${device}` || /^class:[a-z0-9-]{1,32}$/.test(scope);
}

/** An outcome as the model tells it; hints are for people. */
function answerOf(outcome: Outcome): Answer {
  if (!outcome.ok) return { outcome: 'refused', code: outcome.code };
  const { hint: _, id: __, ...answer } = (outcome.result ?? {}) as { hint?: string; id?: string };
  return { outcome: 'done', ...answer };
}

/** What idempotency compares: everything but the age, and what the schema says. */
function digestOf(given: object): string {
  const { invalid: _, ...params } = given as { readonly invalid?: unknown };
  return JSON.stringify(params, (name, value: unknown) => (name === 'ageMs' ? undefined : value));
}
