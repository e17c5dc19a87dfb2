/** Handles `settings.*` but previews. Each op of `settings.set` is a command of its own, with its own id and outcome. */
import { errorTable, type Json, type Result, refuse, settingOp } from '@kith/protocol';
import type { Outcome } from '../../domain/command.ts';
import type { CommandParams } from '../../domain/deciders.ts';
import type { SettingChange } from '../../domain/rows.ts';
import { kindOf } from '../../domain/settings/address.ts';
import { entryName, parseEntryName } from '../../domain/settings/entry.ts';
import { viewOfSetting } from '../../domain/settings/views.ts';
import { cursorAt } from '../../log/encoding.ts';
import type { AppSchemas } from '../app-schemas.ts';
import {
  actorOf,
  type CalledByDevice,
  digestOf,
  type Handled,
  type Handler,
  type Means,
  Raw,
} from '../handler.ts';
import { issueHint } from '../hint.ts';
import { durably } from './durable.ts';
import { preview } from './setting-preview.ts';

type OpResult = Result<'settings.set'>['results'][number];
type EditParams = CommandParams<'settings.edit'>;

const set: Handler<'settings.set'> = async ({ store, guards, options }, { params, sent, caller }) => {
  const { app, ops } = params;
  const { settingOps } = options.limits;
  if (ops.length > settingOps) return refuse('too-large', { hint: `at most ${settingOps} ops in one call` });
  const tooMany = guards.ops(caller.device?.id ?? caller.remote.ip, ops.length);
  if (tooMany !== undefined) return tooMany;
  const bodies = (sent as { ops: Json[] }).ops;
  const actor = actorOf(caller);
  const outcomes = await Promise.all(
    ops.map((op, index) =>
      store.execute({
        name: 'settings.edit',
        params: judged(options.apps, app, readOp(op.id, bodies[index])),
        actor,
        id: op.id,
        digest: digestOf({ method: 'settings.set', app }, bodies[index] ?? null),
      }),
    ),
  );
  const results: OpResult[] = [];
  for (const [index, outcome] of (outcomes as Outcome<OpResult>[]).entries()) {
    if (outcome.ok) results.push(outcome.result);
    else if (errorTable[outcome.code].status === 401) return outcome;
    else
      results.push({ id: ops[index]?.id ?? '', outcome: 'rejected', code: outcome.code, ...hintOf(outcome) });
  }
  return { ok: true, result: { results } };
};

function hintOf({ hint }: { hint?: string }): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

/** An op beside what the schema of its app has against its value: a retry is known before that counts. */
function judged(apps: AppSchemas, app: string, op: EditParams['op']): EditParams {
  const value = 'value' in op ? (op.value as Json | undefined) : undefined;
  const invalid = 'key' in op && value !== undefined ? apps.check(app, op.key, value) : undefined;
  return invalid === undefined ? { app, op } : { app, op, invalid };
}

/** Reads an op as it was sent: a copy that a schema made may lack what makes the op a wrong one. */
function readOp(id: string, sent: Json | undefined): EditParams['op'] {
  const read = settingOp.safeParse(sent);
  return read.success ? read.data : { id, invalid: issueHint(read.error, 'op') };
}

const get = async (
  { store, tail }: Means,
  { params, device }: CalledByDevice<'settings.get'>,
): Handled<'settings.get'> => {
  const { app, scope } = params;
  const isReadable = scope === undefined || kindOf(scope, device.id) !== undefined;
  if (device.user === null || !isReadable) return refuse('not-found');
  const where = { user: device.user.id, app, device: device.id, scope };
  const { settings, head } = await store.read('settings', where);
  return { ok: true, result: { entries: settings.map(viewOfSetting), cursor: cursorAt(tail.epoch, head) } };
};

const history = async (
  { store, options }: Means,
  { params, device }: CalledByDevice<'settings.history'>,
): Handled<'settings.history'> => {
  const { app, key, scope = 'user', before } = params;
  if (device.user === null || kindOf(scope, device.id) === undefined) return refuse('not-found');
  const from = before === undefined ? undefined : parseEntryName(before);
  const isOfThis = from?.app === app && from.scope === scope && from.key === key;
  if (before !== undefined && !isOfThis)
    return refuse('validation-failed', { hint: 'before is no entry of this history' });
  const { historyBytes: bytesMax } = options.limits;
  const page = from === undefined ? { bytesMax } : { bytesMax, before: from.number };
  const where = { user: device.user.id, app, scope, key };
  const { changes, more } = await store.read('settingHistory', { ...where, ...page });
  return { ok: true, result: new Raw(`{"entries":[${changes.map(changeEntry).join()}],"more":${more}}`) };
};

/** An entry of a history as JSON; its values are stored as JSON and go out as they are. */
function changeEntry(change: SettingChange): string {
  const { key, scope, rev, at, editedAt, deviceId, cause } = change;
  const entry = entryName(change);
  const rest = JSON.stringify({ entry, key, scope, rev, at, editedAt, device: deviceId, cause });
  const old = change.old === null ? '' : `,"old":${change.old}`;
  const next = change.new === null ? ',"unset":true' : `,"new":${change.new}`;
  return `${rest.slice(0, -1)}${old}${next}}`;
}

export const settingHandlers = {
  'settings.set': set,
  'settings.get': get,
  'settings.preview': preview,
  'settings.history': history,
  'settings.restore': durably('settings.restore'),
  'settings.erase': durably('settings.erase'),
};
