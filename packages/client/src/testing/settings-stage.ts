/** A stage for settings: a device with its real engine and door, whose server is what a test says. */
import type { SettingOp } from '@kith/protocol';
import type { LocalCache } from '../cache/cache.ts';
import { Disk } from '../cache/disk.ts';
import { Cell } from '../observable.ts';
import type { SettingRow, User } from '../replica/replica.ts';
import { SettingsDoor } from '../settings/door.ts';
import { SettingsEngine } from '../settings/engine.ts';
import { nameOf } from '../settings/place.ts';
import type { OpResult } from '../settings/row.ts';
import { HandClock } from './hand-clock.ts';

export const self = 'dev_self';
export const other = 'dev_other';

type Answer = (params: never) => unknown;

/** A setting as an event or a snapshot tells it. */
export type Given = Partial<SettingRow> & { readonly key: string; readonly value: unknown };

export class SettingsStage {
  readonly clock = new HandClock();
  readonly whole = new Cell<User | null>(null);
  readonly isLoaded = new Cell(true);
  /** What was called, oldest first. */
  readonly calls: { readonly method: string; readonly params: Record<string, unknown> }[] = [];
  /** What the server answers to a method; without one the connection is lost. */
  readonly answers: Record<string, Answer> = {};
  /** The device that is logged in. */
  device: string | undefined = self;
  /** Edits may go. */
  isOpen = false;
  /** It is known that this device has no user. */
  isAlone = false;
  readonly engine: SettingsEngine;
  readonly door: SettingsDoor;
  #rev = 0;
  readonly #revs = new Map<string, number>();
  #ids = 0;

  /** `cache`: what is kept in it another stage finds again. */
  constructor({ cache = null }: { readonly cache?: LocalCache | null } = {}) {
    const calls = { call: (method: string, params: object) => this.#answer(method, params) };
    const environment = {
      now: this.clock.now,
      after: this.clock.after,
      random: () => 0,
      bytes: (length: number) => {
        this.#ids += 1;
        return new Uint8Array(length).fill(this.#ids);
      },
      exclusively: <T>(_: string, task: () => Promise<T>) => task(),
    };
    this.engine = new SettingsEngine({
      environment,
      disk: new Disk(cache, environment),
      url: 'http://kith.test',
      calls: calls as never,
      self: () => this.device,
      whole: () => this.whole.get(),
      onRestored: () => undefined,
      deviceClass: 'phone',
      isOpen: () => this.isOpen,
      isAlone: () => this.isAlone,
      contactAt: this.clock.now,
      onStaleLogin: () => undefined,
      limits: () => ({}),
    });
    this.door = new SettingsDoor({
      environment,
      calls: calls as never,
      engine: this.engine,
      isLoaded: this.isLoaded,
      whole: this.whole,
      serverNow: this.clock.now,
    });
  }

  /** The device is logged in; resolves when what it kept is there again. */
  async enter(): Promise<void> {
    this.device = self;
    await this.engine.enter(self);
    await this.door.recall();
  }

  /** The server tells the state of a user to its end: these settings, and nothing else. */
  meet(...rows: readonly Given[]): void {
    this.engine.begin([], { userSeq: this.#rev, isSameLog: true, log: 'log' });
    for (const row of rows) this.tell(row);
    this.engine.end();
    this.whole.set({ id: 'u', handle: 'ada', displayName: null });
  }

  /** The server tells a change; by another device unless it says so. */
  tell({ value, ...given }: Given): void {
    this.#rev += 1;
    const { app = 'demo', scope = 'user', device = other, key } = given;
    const set = value === undefined ? { unset: true as const } : { value };
    const editedAt = this.clock.time;
    this.#revs.set(nameOf({ app, scope, key }), this.#rev);
    this.engine.changed({
      cursor: String(this.#rev),
      topic: 'user:u',
      seq: this.#rev,
      type: 'setting.changed',
      at: editedAt,
      actor: { user: 'u', device },
      data: { app, scope, key, rev: this.#rev, editedAt, ...set },
    });
  }

  /** The server tells that an edit of another device lost, of a key whose conflicts a person settles. */
  contest({ value, ...given }: Given): void {
    const { app = 'demo', scope = 'user', device = other, key } = given;
    const by = { rev: this.#revs.get(nameOf({ app, scope, key })) ?? 0, device: null };
    const editedAt = this.clock.time;
    this.#rev += 1;
    this.engine.contested({
      cursor: String(this.#rev),
      topic: 'user:u',
      seq: this.#rev,
      type: 'setting.contested',
      at: editedAt,
      actor: { user: 'u', device },
      data: { app, scope, key, value, editedAt, entry: `entry${this.#rev}`, by },
    });
  }

  /** The ops that were sent, oldest first. */
  get ops(): readonly SettingOp[] {
    return this.calls.flatMap(({ method, params }) =>
      method === 'settings.set' ? (params as { ops: SettingOp[] }).ops : [],
    );
  }

  /** The server takes edits: each has the outcome that the test says, by default it is applied and told. */
  serve(judge: (op: SettingOp) => Partial<OpResult> = () => ({})): void {
    this.isOpen = true;
    this.answers['settings.set'] = ({ app, ops }: { app: string; ops: SettingOp[] }) => ({
      results: ops.map((op): OpResult => {
        const { outcome = 'applied', rev, ...rest } = judge(op);
        if (outcome === 'applied')
          this.tell({ app, key: op.key, scope: op.scope ?? 'user', value: op.value, device: self });
        const stands = this.#revs.get(nameOf({ app, key: op.key, scope: op.scope ?? 'user' })) ?? 0;
        return { id: op.id, outcome, rev: rev ?? stands, ...rest };
      }),
    });
    this.engine.sender.nudge();
  }

  /** Everything that is under way goes on. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  }

  async #answer(method: string, params: object): Promise<unknown> {
    this.calls.push({ method, params: params as Record<string, unknown> });
    const answer = this.answers[method];
    if (answer === undefined) throw new Error(`the connection was lost at ${method}`);
    return answer(params as never);
  }
}
