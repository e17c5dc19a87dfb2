import { isDeepStrictEqual } from 'node:util';
import { deviceTopic, type EventType } from '@kith/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs, Scene } from '../../../../test/support/scene.ts';
import { assert } from '../base/assert.ts';
import type { CommandName, CommandParams } from './deciders.ts';
import type { LoggedEvent } from './state.ts';

const policy = { openJoin: true, userDevices: 3, userLinks: 2, quarantineMs: hourMs } as const;

/** Devices that do whatever they like; whatever they hold is kept, so that it comes back old, twice or elsewhere. */
class Crowd {
  readonly scene = new Scene(policy);
  readonly devices: string[] = [];
  readonly users: string[] = [];
  readonly links: { link: string; handle: string; code: string; number: string; by: string }[] = [];
  readonly tokens: string[] = [];
  readonly codes: { handle: string; code: string }[] = [];

  constructor() {
    for (let index = 0; index < 6; index += 1) this.devices.push(this.scene.device());
  }

  /** Does the step with this number; `a` and `b` pick who and what. */
  step(kind: number, a: number, b: number): void {
    const { scene } = this;
    const who = pick(this.devices.slice(-12), a);
    const other = pick(this.devices.slice(-12), b);
    const link = pick(this.links.slice(-3), b);
    const host = a % 3 === 0 ? who : (link?.by ?? who);
    const steps: (() => void)[] = [
      () => this.devices.push(scene.device()),
      () => this.devices.push(scene.device()),
      () => this.#createLink(who),
      () => this.#createLink(who),
      () => link && this.#redeem(who, link),
      () => link && this.#redeem(this.devices.at(-1) ?? who, link),
      () => link && scene.by(host, 'links.approve', link),
      () => this.#login(who),
      () => this.#refresh(this.tokens.at(-1)),
      () => this.#refresh(this.tokens.at(-1)),
      () => this.#login(who),
      () => this.#durable(who, 'users.create', { handle: `user${b % 4}` }),
      () => this.#durable(who, 'users.join', { user: pick(this.users, b) ?? '' }),
      () => this.#createLink(who),
      () => link && this.#redeem(who, link),
      () => link && scene.by(host, 'links.approve', link),
      () => link && scene.by(host, 'links.approve', { ...link, number: '00' }),
      () => link && scene.by(host, 'links.deny', link),
      () => link && scene.by(who, 'links.cancel', link),
      () => this.#durable(who, 'devices.revoke', { device: other }),
      () => this.#durable(who, 'devices.leave', { confirm: b % 2 === 0 }),
      () => this.#durable(who, 'devices.rename', { device: other, label: `Label ${b % 3}` }),
      () => this.#durable(who, 'devices.describe', { platform: `Platform ${b % 3}` }),
      () => this.#durable(who, 'users.update', { displayName: `Name ${b % 2}` }),
      () => this.#refresh(pick(this.tokens.slice(-3), b)),
      () => this.#refresh(pick(this.tokens, b)),
      () => scene.anyone('sessions.end', { refreshToken: pick(this.tokens, b) ?? '' }),
      () => this.#createCodes(who),
      () => this.#recover(who, pick(this.codes, b), b),
      () => this.devices.push(scene.device()),
      () => scene.later(pick([1, 1, minuteMs, hourMs], b)),
      () => scene.system('links.expire', {}),
      () => scene.system('devices.expire', { before: scene.state.now - 30 * dayMs }),
    ];
    pick(steps, kind)();
  }

  #durable<N extends CommandName>(who: string, name: N, params: CommandParams<N>): void {
    const { scene } = this;
    const id = scene.fresh('cmd');
    const outcome = scene.by(who, name, params, id);
    if (name === 'users.create' && outcome.ok) this.users.push(scene.row(who).userId ?? '');
    const events = scene.state.log.length;
    const again = scene.by(who, name, params, id);
    expect(scene.state.log.length).toBe(events);
    if (scene.row(who).revokedAt === null) expect(again).toEqual(outcome);
    else expect(again).toMatchObject({ code: 'device-revoked' });
  }

  #login(who: string): void {
    const outcome = this.scene.anyone('sessions.create', {
      device: who,
      credential: this.scene.row(who).credential,
    });
    if (outcome.ok) this.tokens.push(outcome.result.refreshToken);
  }

  #refresh(refreshToken = ''): void {
    const outcome = this.scene.anyone('sessions.refresh', { refreshToken });
    if (outcome.ok) this.tokens.push(outcome.result.refreshToken);
  }

  #createLink(who: string): void {
    const outcome = this.scene.by(who, 'links.create', { network: null });
    if (outcome.ok) this.links.push({ ...outcome.result, number: '', by: who });
  }

  #redeem(who: string, link: { handle: string; code: string; number: string }): void {
    const outcome = this.scene.by(who, 'links.redeem', { ...link, network: null });
    if (outcome.ok) link.number = outcome.result.number;
  }

  #createCodes(who: string): void {
    const { scene } = this;
    const outcome = scene.by(who, 'recovery.create', {});
    const handle = scene.state.get('users', scene.row(who).userId ?? '')?.handle ?? '';
    if (outcome.ok) for (const code of outcome.result.codes) this.codes.push({ handle, code });
  }

  #recover(who: string, held: { handle: string; code: string } | undefined, b: number): void {
    if (held === undefined) return;
    const asked = { ...held, device: who, proven: true, vouched: false, keepDevices: b % 2 === 0 };
    this.scene.anyone('sessions.recover', asked);
  }
}

function pick<T>(from: readonly T[], at: number): T {
  return from[at % from.length] as T;
}

/** Reads the log as it grows, and says whether the rows are what it told. */
class Reader {
  readonly #crowd: Crowd;
  readonly #gens = new Map<string, number>();
  /** Device → seq of the last change of its user. */
  readonly #userSeqs = new Map<string, number>();
  /** User → its devices. */
  readonly #members = new Map<string, Set<string>>();
  readonly counts: Record<string, number> = {};
  #read = 0;

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
  }

  /** Reads on, and checks. */
  check(): void {
    const heard = new Set<string>();
    for (const event of this.#crowd.scene.state.log.slice(this.#read)) {
      heard.add(event.topic);
      this.#take(event);
    }
    this.#read = this.#crowd.scene.state.log.length;
    for (const id of this.#crowd.devices) this.#checkDevice(id, heard);
    for (const user of this.#crowd.users) this.#checkUser(user);
  }

  #take({ topic, type, seq, data }: LoggedEvent): void {
    this.counts[type] = (this.counts[type] ?? 0) + 1;
    if (type !== 'device.joined' && type !== 'device.left' && type !== 'device.revoked') return;
    const [kind, id = ''] = topic.split(':');
    if (kind === 'device' && type !== 'device.revoked') this.#userSeqs.set(id, seq);
    if (kind !== 'user') return;
    const members = this.#members.get(id) ?? new Set();
    this.#members.set(id, members);
    const { device } = JSON.parse(data) as { device: { id: string } };
    if (type === 'device.joined') members.add(device.id);
    else members.delete(device.id);
  }

  #checkDevice(id: string, heard: ReadonlySet<string>): void {
    const { state } = this.#crowd.scene;
    const row = state.get('devices', id);
    if (row === undefined) return;
    assert(row.userSeq === (this.#userSeqs.get(id) ?? 0), 'userSeq is where its user changed last');
    const told = row.gen === (this.#gens.get(id) ?? 1) || heard.has(deviceTopic(id));
    assert(told, 'whoever kills access tokens says so on the topic of the device');
    this.#gens.set(id, row.gen);
    const free = row.userId === null && row.nameFolded === null;
    assert(row.revokedAt === null || free, 'a revoked device has neither user nor name');
    const waits = state.list('links', 'byRedeemer', [id, 'redeemed']).length > 0;
    assert(
      !waits || (row.userId === null && row.revokedAt === null),
      'only devices that may still join wait',
    );
  }

  #checkUser(user: string): void {
    const { state } = this.#crowd.scene;
    const members = new Set(state.list('devices', 'byUser', [user]).map(({ id }) => id));
    assert(isDeepStrictEqual(members, this.#members.get(user)), 'the topic tells who is in the user');
    assert(members.size <= policy.userDevices, 'a user has no more devices than it may');
    const waiting = state.list('links', 'byUser', [user, 'created']);
    assert(waiting.length <= policy.userLinks, 'no more links wait than may');
    const pending = [...waiting, ...state.list('links', 'byUser', [user, 'redeemed'])];
    assert(
      pending.every(({ createdBy }) => members.has(createdBy)),
      'a link dies with the device that made it',
    );
  }
}

/** What devices and users make the log say. */
const everyType: EventType[] = [
  'device.described',
  'device.joined',
  'device.left',
  'device.renamed',
  'device.revoked',
  'link.approved',
  'link.created',
  'link.denied',
  'link.expired',
  'link.redeemed',
  'recovery.created',
  'session.ended',
  'session.replaced',
  'session.reused',
  'user.updated',
];

test('whatever devices do: rows, links and topics agree, every event is well formed, every retry changes nothing', () => {
  const counts: Record<string, number> = {};
  const step = fc.noBias(fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999)));
  fc.assert(
    fc.property(fc.array(step, { minLength: 150, maxLength: 200 }), (steps) => {
      const crowd = new Crowd();
      const reader = new Reader(crowd);
      for (const [kind, a, b] of steps) {
        crowd.step(kind, a, b);
        reader.check();
      }
      for (const [type, count] of Object.entries(reader.counts)) counts[type] = (counts[type] ?? 0) + count;
    }),
    { seed: 1, numRuns: 500 },
  );
  const seldom = everyType.filter((type) => (counts[type] ?? 0) < 20);
  expect(seldom).toEqual([]);
  expect(Object.keys(counts).sort()).toEqual(everyType);
});
