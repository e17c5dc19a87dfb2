/** Settings: read, edit, preview, history, restore, erase. */
import { z } from 'zod';
import { type ErrorCode, errorTable } from '../errors.ts';
import { commandId } from '../ids.ts';
import { line } from '../text.ts';
import { method } from './method.ts';

/** The app that a setting belongs to. */
export const appName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'must be 1 to 64 of a-z 0-9 . _ -');

/** `user`, `device:<own id>` or `class:<name>`. */
const scope = z.string().min(1).max(64);
const key = line(128);
const json = z.unknown();
const eitherOr = 'needs a value or unset, not both';

/** Why a device edits for the person: on joining, for another schema, or to put its own values over the account's. */
const editCauses = ['adopt', 'migration', 'replace'] as const;

/** Reads one op of `settings.set`; each is judged alone, so that a bad one blocks none behind it. */
export const settingOp = z
  .strictObject({
    id: commandId,
    key,
    scope: scope.optional(),
    value: json.optional(),
    unset: z.literal(true).optional(),
    base: z.int().min(0).describe('the rev that the person was looking at; 0: unset'),
    ageMs: z.int().describe('how long ago the edit was, computed anew at every send; negative counts as 0'),
    after: commandId.optional().describe('the op of this device that this one follows'),
    ifBase: z.boolean().optional().describe('apply only if base is still current'),
    gesture: z.string().min(1).max(64).optional().describe('groups the edits of one drag in the history'),
    cause: z.enum(editCauses).optional().describe('why, for the history, where it was no plain edit'),
  })
  .refine((op) => (op.value === undefined) !== (op.unset === undefined), eitherOr)
  .describe(eitherOr);

export type SettingOp = z.infer<typeof settingOp>;

/** The envelope of an op: what must hold for it to be judged and answered at all. */
export const opEnvelope = z.looseObject({ id: commandId });

/** A value that lost against another, of a key whose conflicts a person settles. */
const contestedValue = z.object({
  value: json.optional(),
  unset: z.literal(true).optional(),
  device: z.string().nullable(),
  editedAt: z.int(),
  entry: z.string().describe('its entry in the history, for as long as that is kept'),
});

export const settingEntry = z.object({
  key: z.string(),
  scope: z.string(),
  value: json,
  unset: z
    .literal(true)
    .optional()
    .describe('nothing is set, `value` is null, and the entry is here for what is contested'),
  rev: z.int(),
  at: z.int(),
  editedAt: z.int(),
  device: z.string().nullable(),
  contested: z.array(contestedValue).min(1).optional().describe('until a person chooses'),
});

const codes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

const opResult = z.object({
  id: z.string(),
  outcome: z.enum(['applied', 'same', 'superseded', 'skipped', 'rejected']),
  rev: z.int().optional().describe('the rev of the setting after this op'),
  code: z.enum(codes).optional(),
  hint: z.string().optional(),
  retryAfterMs: z.int().optional(),
});

const historyEntry = z.object({
  entry: z.string(),
  key: z.string(),
  scope: z.string(),
  old: json.optional(),
  new: json.optional(),
  unset: z.literal(true).optional(),
  rev: z.int().nullable().describe('null: the edit lost and was never shown'),
  at: z.int(),
  editedAt: z.int(),
  device: z.string().nullable(),
  cause: z.enum(['edit', ...editCauses, 'restore', 'superseded']),
});

export const settingMethods = {
  'settings.get': method({
    says: 'Reads all settings of an app that are set: for all devices, for each class, and for the calling device.',
    params: z.strictObject({ app: appName, scope: scope.optional() }),
    result: z.object({ entries: z.array(settingEntry), cursor: z.string() }),
  }),
  'settings.set': method({
    says: 'Edits settings. Each op has its own id and its own outcome.',
    changes: true,
    params: z.strictObject({ app: appName, ops: z.array(opEnvelope).min(1) }),
    result: z.object({ results: z.array(opResult) }),
  }),
  'settings.preview': method({
    says: 'Shows a value on the screens of the user while a person drags; nothing is stored.',
    params: z.strictObject({ app: appName, key, scope: scope.optional(), value: json }),
    result: z.object({}),
  }),
  'settings.history': method({
    says: 'Reads what a setting was, newest first, lost edits included.',
    params: z.strictObject({
      app: appName,
      key,
      scope: scope.optional(),
      before: z.string().min(1).max(1024).optional().describe('the entry behind which to go on'),
    }),
    result: z.object({
      entries: z.array(historyEntry),
      more: z.boolean().describe('older entries are left: ask again, `before` the last one of these'),
    }),
  }),
  'settings.restore': method({
    says: 'Makes an old value the current one, as a new edit.',
    durable: true,
    params: z.strictObject({ id: commandId, entry: z.string().min(1).max(1024) }),
    result: z.object({ rev: z.int() }),
  }),
  'settings.erase': method({
    says: 'Unsets a setting and erases every earlier value of it from the history and from the log.',
    durable: true,
    heavy: true,
    params: z.strictObject({ id: commandId, app: appName, key, scope: scope.optional() }),
    result: z.object({ rev: z.int() }),
  }),
};
