import type { SettingOp, WireEvent } from '@kith/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gaveUp, KithError } from '../errors.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { edited, type OpResult, shown } from './row.ts';
import { Sender } from './sender.ts';
import { Table } from './table.ts';

/** The server as its rules say, for one setting and honest ages: the later edit wins, a tie goes to arrival. */
class ModelServer {
  rev = 0;
  value: unknown;
  editedAt = 0;
  readonly outcomes = new Map<string, OpResult>();
  readonly applied: string[] = [];
  /** Events that the device has not been sent yet. */
  readonly outbox: WireEvent<'setting.changed'>[] = [];
  ops = 0;

  take(op: SettingOp, now: number): OpResult {
    this.ops += 1;
    const known = this.outcomes.get(op.id);
    if (known !== undefined) return known;
    const result = this.#judge(op, now);
    this.outcomes.set(op.id, result);
    return result;
  }

  #judge({ id, base, ageMs, value, after }: SettingOp, now: number): OpResult {
    if (value === 'bad') return { id, outcome: 'rejected', code: 'validation-failed' };
    expect(base).toBeLessThanOrEqual(this.rev);
    const editedAt = now - ageMs;
    const isCurrent = base === this.rev || (after !== undefined && this.applied.at(-1) === after);
    if (!isCurrent && editedAt < this.editedAt) return { id, outcome: 'superseded', rev: this.rev };
    if (value === this.value && editedAt <= this.editedAt) return { id, outcome: 'same', rev: this.rev };
    this.write(value, editedAt, id);
    return { id, outcome: 'applied', rev: this.rev };
  }

  write(value: unknown, editedAt: number, by: string): void {
    this.rev += 1;
    this.value = value;
    this.editedAt = editedAt;
    this.applied.push(by);
    const data = { app: 'demo', key: 'k', scope: 'user', rev: this.rev, editedAt };
    this.outbox.push({
      cursor: String(this.rev),
      topic: 'user:u',
      seq: this.rev,
      type: 'setting.changed',
      at: editedAt,
      actor: { user: 'u', device: by.startsWith('other') ? 'dev_other' : 'dev_self' },
      data: value === undefined ? { ...data, unset: true } : { ...data, value },
    });
  }
}

const place = { app: 'demo', scope: 'user', key: 'k' };

/** One device with the real table and sender, on a network that a schedule moves by hand. */
class Device {
  readonly clock = new HandClock();
  readonly server = new ModelServer();
  readonly outcomes: string[] = [];
  readonly edits: unknown[] = [];
  #ids = 0;
  #isOpen = true;
  #calls: { readonly params: object; readonly answer: (fate: 'lost' | 'answered') => void }[] = [];
  readonly table = new Table(() => this.#newId());
  readonly sender = new Sender({
    environment: { ...this.clock, now: this.clock.now, after: this.clock.after, random: () => 0 },
    table: this.table,
    newId: () => this.#newId(),
    send: (params) =>
      new Promise((resolve, reject) => {
        this.#calls.push({
          params,
          answer: (fate) => {
            const { ops } = params as { ops: SettingOp[] };
            const results = ops.map((op) => this.server.take(op, this.clock.time));
            if (fate === 'answered') resolve({ results });
            else reject(gaveUp('the connection was lost'));
          },
        });
      }),
    isOpen: () => this.#isOpen,
    contactAt: () => this.clock.time,
    onStaleLogin: () => undefined,
    onFlush: () => undefined,
    limits: () => ({ settingOps: 64, frameBytes: 100_000 }),
  });

  constructor() {
    this.sender.outcomes.subscribe(({ op, outcome }) => this.outcomes.push(`${outcome} ${op.id}`));
  }

  #newId(): string {
    this.#ids += 1;
    return `op${this.#ids}`;
  }

  get shows(): unknown {
    return shown(this.table.row(place))?.value;
  }

  edit(value: string | undefined): void {
    this.table.update(place, (row) => edited(row, { id: this.#newId(), value, editedAt: this.clock.time }));
    this.edits.push(value);
    expect(this.shows).toBe(value);
    this.sender.nudge();
  }

  /** What was sent reaches the server; its answer comes, or is lost with the connection. */
  answer(fate: 'lost' | 'answered'): void {
    const [call] = this.#calls.splice(0, 1);
    call?.answer(fate);
    if (fate === 'lost') this.#isOpen = false;
  }

  reconnect(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.sender.nudge();
  }

  hear(count: number): void {
    for (const event of this.server.outbox.splice(0, count)) this.table.changed(event);
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  }

  /** Everything that is under way comes to its end. */
  async finish(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      this.reconnect();
      this.clock.pass(500);
      await this.settle();
      this.answer('answered');
      await this.settle();
      this.hear(99);
    }
  }
}

type Act = (device: Device) => void;

const acts: fc.Arbitrary<{ says: string; act: Act }> = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'bad', undefined).map((value) => ({
    says: `edit ${value}`,
    act: (device: Device) => device.edit(value),
  })),
  fc.constantFrom('x', 'y', undefined).map((value) => ({
    says: `the other device sets ${value}`,
    act: ({ server, clock }: Device) => server.write(value, clock.time, `other${server.rev}`),
  })),
  fc.constantFrom('lost', 'answered').map((fate) => ({
    says: `the call is ${fate}`,
    act: (device: Device) => device.answer(fate),
  })),
  fc.integer({ min: 1, max: 3 }).map((count) => ({
    says: `hear ${count}`,
    act: (device: Device) => device.hear(count),
  })),
  fc.constant({ says: 'reconnect', act: (device: Device) => device.reconnect() }),
  fc.integer({ min: 1, max: 300 }).map((ms) => ({
    says: `${ms} ms pass`,
    act: ({ clock }: Device) => clock.pass(ms),
  })),
);

const stories = fc.array(acts, { maxLength: 40 });

test('S3 every edit ends in one outcome, S1 and in the end the device shows what the server has', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const device = new Device();
      for (const { act } of story) {
        act(device);
        await device.settle();
      }
      await device.finish();
      expect(device.table.unsettled).toEqual([]);
      expect(device.shows).toBe(device.server.value);
      // S2: nothing that was sent twice was applied twice.
      expect(new Set(device.server.applied).size).toBe(device.server.applied.length);
      // S3: what does not stand was told, each once.
      const failed = [...device.server.outcomes.values()].filter(
        ({ outcome }) => outcome === 'superseded' || outcome === 'rejected',
      );
      expect(device.outcomes.toSorted()).toEqual(failed.map((it) => `${it.outcome} ${it.id}`).toSorted());
    }),
    { numRuns: 3000 },
  );
});

test('S7 whoever reads sees their own write, and nothing flickers between ack and event', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const device = new Device();
      const seen: unknown[] = [device.shows];
      device.table.changes.subscribe(() => {
        if (device.shows !== seen.at(-1)) seen.push(device.shows);
      });
      for (const { act } of story) {
        const own = device.table.row(place);
        const isWaiting = own.pending !== undefined;
        const before = device.shows;
        const edits = device.edits.length;
        act(device);
        await device.settle();
        // While an edit waits, only another edit changes what shows; or its own answer that it is not taken.
        if (
          isWaiting &&
          device.edits.length === edits &&
          own.pending?.value !== 'bad' &&
          device.outcomes.length === 0
        )
          expect(device.shows).toBe(before);
      }
      await device.finish();
      // What shows is never older than what was shown: each value is an edit, or what the server came to hold.
      const possible = new Set([undefined, ...device.edits, 'x', 'y']);
      expect(seen.every((value) => possible.has(value))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('no flicker: an edit that is taken never shows anything else until another edit is made anywhere', async () => {
  const orders = fc.record({ eventFirst: fc.boolean(), lost: fc.boolean(), drift: fc.nat(400) });
  await fc.assert(
    fc.asyncProperty(orders, async ({ eventFirst, lost, drift }) => {
      const device = new Device();
      device.server.write('x', 1, 'other');
      device.hear(1);
      device.edit('a');
      const seen: unknown[] = [];
      device.table.changes.subscribe(() => seen.push(device.shows));
      await device.settle();
      device.clock.pass(drift);
      device.answer(lost ? 'lost' : 'answered');
      if (eventFirst) device.hear(9);
      await device.settle();
      await device.finish();
      expect(new Set(seen)).toEqual(new Set(['a']));
    }),
  );
});

test('S9 a device whose person never edits sends nothing', async () => {
  const device = new Device();
  device.server.write('x', 1, 'other');
  await device.finish();
  expect([device.server.ops, device.shows]).toEqual([0, 'x']);
});

test('S14 a drag of d seconds makes at most 8 d + 2 ops, and its last value always arrives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 300 }),
      async (gaps) => {
        const device = new Device();
        let value = 0;
        for (const gap of gaps) {
          value += 1;
          device.edit(`v${value}`);
          await device.settle();
          device.answer('answered');
          await device.settle();
          device.clock.pass(gap);
          await device.settle();
        }
        const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
        await device.finish();
        expect(device.server.ops).toBeLessThanOrEqual(8 * seconds + 2);
        expect(device.server.value).toBe(`v${value}`);
      },
    ),
    { numRuns: 300 },
  );
});

test('S13 one op that breaks its whole call takes no other with it', async () => {
  const clock = new HandClock();
  const table = new Table(() => 'new');
  const stored: string[] = [];
  const told: string[] = [];
  const sender = new Sender({
    environment: { now: clock.now, after: clock.after, random: () => 0 },
    table,
    newId: () => 'new',
    send: async (params) => {
      const { ops } = params as { ops: SettingOp[] };
      if (ops.some(({ key }) => key === 'broken'))
        throw new KithError({ code: 'bad-request', retry: 'never' });
      stored.push(...ops.map(({ key }) => key));
      return { results: ops.map(({ id }, index) => ({ id, outcome: 'applied', rev: index + 1 })) };
    },
    isOpen: () => true,
    contactAt: () => 0,
    onStaleLogin: () => undefined,
    onFlush: () => undefined,
    limits: () => ({ settingOps: 64, frameBytes: 100_000 }),
  });
  sender.outcomes.subscribe(({ key, outcome }) => told.push(`${key} ${outcome}`));
  for (const [index, key] of ['one', 'broken', 'two'].entries())
    table.update({ ...place, key }, (row) => edited(row, { id: `op${index}`, value: 1, editedAt: 0 }));
  await sender.flush();
  expect([stored, told]).toEqual([['one', 'two'], ['broken rejected']]);
});
