/** The server as its clients meet it: frames and HTTP bodies, over the real deciders and the model beside them. */
import { formatCursor, parseCursor } from '@kith/protocol';
import type { Setting } from '../../../packages/server/src/domain/rows.ts';
import { type Contested, contestedOf } from '../../../packages/server/src/domain/settings/contested.ts';
import type { LoggedEvent } from '../../../packages/server/src/domain/state.ts';
import type { Intent } from '../intent.ts';
import type { Answer, Op } from '../model.ts';
import type { Seeded } from '../seeded.ts';
import { app, topic, user } from '../subject.ts';
import { check } from '../violation.ts';
import type { World } from '../world.ts';
import type { Wire } from './wire.ts';

const owner = { id: user, handle: 'ada', displayName: null };

/** One name for one log. */
const epoch = 'log0log0log0';

interface Call {
  readonly id: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Row {
  readonly scope: string;
  readonly key: string;
  readonly rev: number;
  readonly [column: string]: unknown;
}

/** What an edit meant, as far as its value tells. */
export interface Meaning {
  /** When a person made it, in true time, and in which tab; undefined: the value does not tell. */
  of(value: unknown): { readonly trulyAt: number; readonly tab: string } | undefined;
}

export class House {
  readonly world: World;
  /** Ids of ops by device and gesture: a drag is not many. */
  readonly dragged = new Map<string, Set<string>>();
  /** Every value that arrived. */
  readonly arrived = new Set<unknown>();
  /** Devices that sent an op. */
  readonly senders = new Set<string>();
  readonly #intent: Intent;
  readonly #meaning: Meaning;
  readonly #random: Seeded;
  readonly #wires = new Set<Wire>();
  /** The network does harm until it is calm. */
  isCalm = false;

  constructor(world: World, given: { intent: Intent; meaning: Meaning; random: Seeded }) {
    this.world = world;
    this.#intent = given.intent;
    this.#meaning = given.meaning;
    this.#random = given.random;
  }

  /** Answers a call over HTTP: a login, or a token that goes on with it. */
  post(device: string): string {
    const claims = btoa(JSON.stringify({ iat: 1e9, exp: 9e9, device }));
    const tokens = { accessToken: `h.${claims}.s`, refreshToken: 'r', expiresAt: 9e12 };
    return JSON.stringify({ ...tokens, device: { id: device, name: device }, user: owner });
  }

  joined(wire: Wire): void {
    this.#wires.add(wire);
  }

  left(wire: Wire): void {
    this.#wires.delete(wire);
  }

  /** Takes a frame of a client; `sentAt`: when it left, in true time. */
  take(wire: Wire, text: string, sentAt: number): void {
    const call = JSON.parse(text) as Call;
    const { id, method } = call;
    const answer = (result: unknown) => wire.tell({ jsonrpc: '2.0', id, result });
    switch (method) {
      case 'hello':
        this.#greet(wire, call, answer);
        return;
      case 'sync':
        answer(this.#sync(wire, call));
        return;
      case 'settings.set': {
        const results = this.#edit(wire, call, sentAt);
        // The answer may pass the events, and they it.
        const isFirst = this.#random.chance(0.5);
        if (isFirst) answer({ results });
        this.tellAll();
        if (!isFirst) answer({ results });
        return;
      }
      case 'devices.list':
        answer({ devices: [] });
        return;
      default:
        answer({});
    }
  }

  /** Tells every wire what was appended. */
  tellAll(): void {
    for (const wire of this.#wires) if (wire.position !== undefined) this.#follow(wire);
  }

  #greet(wire: Wire, { params }: Call, answer: (result: unknown) => void): void {
    const head = this.world.state.log.length;
    const since = typeof params.since === 'string' ? parseCursor(params.since) : undefined;
    const isReset = since !== undefined && !this.isCalm && this.#random.chance(0.1);
    const resumed = since !== undefined && !isReset;
    const limits = { pingMs: 1e11, pongMs: 1e11, settingOps: 64 };
    const device = { id: wire.device, name: wire.device };
    answer({
      connection: 'c',
      cursor: cursorAt(head),
      resumed,
      user: owner,
      device,
      presence: null,
      limits,
      level: 1,
    });
    wire.position = resumed ? since.offset : head;
    if (isReset) wire.tell({ jsonrpc: '2.0', method: 'reset', params: this.#firstPart(wire, 'trimmed') });
    this.#follow(wire);
  }

  #sync(wire: Wire, { params }: Call): unknown {
    const position = typeof params.since === 'string' ? parseCursor(params.since) : undefined;
    if (position?.part === undefined) {
      const { reason, snapshot, cursor, more } = this.#firstPart(wire, 'new');
      return { reset: { reason, snapshot }, cursor, more };
    }
    const after = Number(position.part);
    const settings = this.#rows(wire.device).filter(({ rev }) => rev > after);
    const snapshot = { ...this.#snapshot(wire), settings };
    return { reset: { reason: 'more', snapshot }, cursor: cursorAt(position.offset), more: false };
  }

  /** The state, whole or as the first of two parts. */
  #firstPart(wire: Wire, reason: string) {
    const settings = this.#rows(wire.device).toSorted((a, b) => a.rev - b.rev);
    const head = this.world.state.log.length;
    const half = settings[settings.length >> 1];
    const isCut = settings.length > 1 && half !== undefined && this.#random.chance(0.3);
    const told = isCut ? settings.filter(({ rev }) => rev <= half.rev) : settings;
    const cursor = cursorAt(head, isCut ? String(half.rev) : undefined);
    return { reason, snapshot: { ...this.#snapshot(wire), settings: told }, cursor, more: isCut };
  }

  #snapshot({ device }: Wire) {
    const { state } = this.world;
    const topics = [topic, `device:${device}` as const].map((it) => ({ topic: it, seq: state.seq(it) }));
    return { user: owner, devices: [], links: [], chats: [], users: [], settings: [] as Row[], topics };
  }

  #rows(device: string): Row[] {
    return this.world.rows().flatMap((row) => {
      const isMine = !row.scope.startsWith('device:') || row.scope === `device:${device}`;
      return isMine && (row.value !== null || row.contested !== null) ? [entryOf(row)] : [];
    });
  }

  /** Judges ops one by one, by the server and by the model. */
  #edit({ device }: Wire, { params }: Call, sentAt: number): unknown[] {
    const results = (params.ops as Op[]).map((op) => {
      this.#see(device, op);
      const [rev, before] = [this.world.row(op)?.rev ?? 0, this.world.counts.again];
      const answer = this.world.submit(device, op);
      const isNew = this.world.counts.again === before;
      // Two tabs are two hands: what leaves them within one trip to the server may arrive in either order.
      const { trulyAt = sentAt - op.ageMs, tab = `${device} ?` } = this.#meaning.of(op.value) ?? {};
      const edit = { device: tab, trulyAt, value: op.value };
      if (isNew && (op.scope ?? 'user') === 'user') this.#intent.judged(op, edit, rev, answer);
      return resultOf(op.id, answer);
    });
    // The same bytes once more, long after, from a proxy or a phone that woke up.
    if (!this.isCalm && this.#random.chance(0.05))
      for (const op of params.ops as Op[]) this.world.submit(device, op);
    return results;
  }

  #see(device: string, { id, key, value, scope = 'user', gesture }: Op): void {
    const isDefault = typeof value === 'number' && value < 0;
    check(!isDefault, 'M2 a default is never sent', () => ({ device, key, value }));
    const isOwn = scope === 'user' || scope === `device:${device}`;
    check(isOwn, 'S11 an override is only of its own device', () => ({ device, scope }));
    this.senders.add(device);
    this.arrived.add(value);
    if (gesture === undefined) return;
    const ids = this.dragged.get(gesture) ?? new Set();
    this.dragged.set(gesture, ids.add(id));
  }

  /** Events behind the position of a wire; sometimes one is left out, which its next of the topic tells. */
  #follow(wire: Wire): void {
    const log = this.world.state.log;
    const from = wire.position ?? log.length;
    wire.position = log.length;
    const events = log.slice(from).filter((it) => it.topic === topic || it.topic === `device:${wire.device}`);
    for (const [index, event] of events.entries()) {
      const isToldByNext = events[index + 1]?.topic === event.topic;
      if (isToldByNext && !this.isCalm && this.#random.chance(0.05)) continue;
      wire.tell({ jsonrpc: '2.0', method: 'event', params: wireEvent(event) });
    }
  }
}

/** A row as snapshots tell it. */
function entryOf({ scope, key, value, rev, at, editedAt, deviceId, contested }: Setting): Row {
  const told = contested === null ? {} : { contested: contestedOf({ contested }).map(contestedEntry) };
  const unset = value === null ? { unset: true } : {};
  const entry = { app, scope, key, value: JSON.parse(value ?? 'null') as unknown, rev, at, editedAt };
  return { ...entry, ...unset, ...told, device: deviceId };
}

function contestedEntry({ value, ...rest }: Contested): object {
  return value === null ? { ...rest, unset: true } : { ...rest, value: JSON.parse(value) as unknown };
}

function cursorAt(offset: number, part?: string): string {
  return formatCursor({ epoch, offset, check: '00000000', ...(part === undefined ? {} : { part }) });
}

function wireEvent({ offset, topic: of, seq, type, at, user: by, device, data }: LoggedEvent) {
  const actor = { user: by, device };
  return { cursor: cursorAt(offset), topic: of, seq, type, at, actor, data: JSON.parse(data) as unknown };
}

function resultOf(id: string, { outcome, ...rest }: Answer): unknown {
  return outcome === 'refused' ? { id, outcome: 'rejected', ...rest } : { id, outcome, ...rest };
}
