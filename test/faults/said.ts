/** What events say, as the record has it; which command an event is the effect of is read from its body alone. */
import { hash } from 'node:crypto';
import { canonicalJson, type Json, parseCursor } from '@kith/protocol';
import type { Said } from '../checkers/record.ts';

/** An event, from the wire or from the database. */
export interface AnyEvent {
  readonly topic: string;
  readonly seq: number;
  readonly offset: number;
  readonly type: string;
  readonly device: string | null;
  readonly data: Json;
}

/** An event as the wire has it. */
export interface ToldEvent {
  readonly cursor: string;
  readonly topic: string;
  readonly seq: number;
  readonly type: string;
  readonly actor: { readonly user?: string | null; readonly device: string | null };
  readonly data: Json;
}

/** What a command says, and what its effect must say. */
export interface Meaning {
  readonly mark: string | null;
  readonly says: Json;
  readonly subject?: string;
  readonly ends?: true;
}

/** Short hash of a JSON value. */
export function digest(value: Json): string {
  return hash('sha256', canonicalJson(value), 'base64url').slice(0, 12);
}

/** The offset of a cursor, which only the rig looks into. */
export function offsetOf(cursor: string): number {
  const position = parseCursor(cursor);
  if (position === undefined) throw new TypeError(`no cursor: ${cursor}`);
  return position.offset;
}

/** An event of the wire with its offset. */
export function fromWire({ cursor, topic, seq, type, actor, data }: ToldEvent): AnyEvent {
  return { topic, seq, offset: offsetOf(cursor), type, device: actor.device, data };
}

/** An event as the record has it. */
export function said({ topic, seq, offset, type, device, data }: AnyEvent): Said {
  const { mark, says, ...about } = meaningOf(type, data);
  return {
    topic,
    seq,
    offset,
    type,
    actor: device,
    mark,
    says: mark === null ? null : digest(says),
    body: digest(data),
    ...about,
    ...turnOf(topic, type, data),
    ...takenBack(type, data),
  };
}

interface Bodies {
  readonly app: string;
  readonly key: string;
  readonly scope: string;
  readonly value: { readonly mark: string };
  readonly device: { readonly id: string; readonly label: string };
  readonly user: { readonly id: string; readonly displayName: string };
  readonly id: string;
  readonly text: string;
  readonly deleted?: true;
}

function meaningOf(type: string, data: Json): Meaning {
  const { app, key, scope, value, device, user, id, text, deleted } = data as unknown as Bodies;
  switch (type) {
    case 'setting.changed':
      return { ...settingMeaning({ app, key, scope, value }), subject: subjectOf({ app, key, scope }) };
    case 'setting.superseded':
      return settingMeaning({ app, key, scope, value });
    case 'device.renamed':
      return { mark: device.label, says: device.label };
    case 'user.updated':
      return { mark: user.displayName, says: user.displayName };
    case 'device.joined':
      return { mark: joining(device.id), says: device.id };
    case 'message.sent':
    case 'message.edited': {
      const subject = `message ${id}`;
      return deleted === true ? { mark: null, says: null, subject } : { ...textMeaning(text), subject };
    }
    case 'message.deleted':
      return { mark: null, says: null, subject: `message ${id}`, ends: true };
    default:
      return { mark: null, says: null };
  }
}

/** A text begins with the id of the command that said it. */
export function textMeaning(text: string): Meaning {
  return { mark: text.split(' ')[0] ?? null, says: text };
}

/** Whom an event lets read its topic. */
function turnOf(topic: string, type: string, data: Json): Pick<Said, 'turn'> {
  const { device, user } = data as unknown as { device: { id: string }; user: string };
  switch (type) {
    case 'device.joined':
      return topic.startsWith('user:') ? { turn: { who: device.id, how: 'in' } } : {};
    case 'member.joined':
      return { turn: { who: user, how: 'in' } };
    case 'member.left':
      return { turn: { who: user, how: 'out' } };
    case 'chat.deleted':
      return { turn: { who: null, how: 'out' } };
    default:
      return {};
  }
}

/** What is left of a message once it is taken back, and whether it is. */
function takenBack(type: string, data: Json): Pick<Said, 'frame' | 'blank'> {
  if (type !== 'message.sent' && type !== 'message.edited') return {};
  const { text: _, replyTo: __, mentions: ___, deleted, ...frame } = data as { [name: string]: Json };
  return { frame: digest(frame), ...(deleted === true ? { blank: true } : {}) };
}

/** A setting's value names the command that wrote it. */
export function settingMeaning({
  app,
  key,
  scope,
  value,
}: Pick<Bodies, 'app' | 'key' | 'scope' | 'value'>): Meaning {
  return { mark: value.mark, says: { app, key, scope, value: { ...value } } };
}

/** The id of the command that lets a device join. */
export function joining(device: string): string {
  return `joins ${device}`;
}

/** What a setting is known by among those of its user. */
export function subjectOf({ app, key, scope }: Pick<Bodies, 'app' | 'key' | 'scope'>): string {
  return `${app} ${scope} ${key}`;
}
