/** Settings, what they were, and how much they take: the rows and their tables. */
import { integer, type TablesOf, text } from './spec.ts';

/** A setting of a user, or its tombstone. */
export interface Setting {
  userId: string;
  app: string;
  scope: string;
  key: string;
  /** JSON text; null: unset. */
  value: string | null;
  /** Seq, in the user's topic, of its last change. */
  rev: number;
  /** When that change was made by the person, on the server's line. */
  editedAt: number;
  /** When the server took it. */
  at: number;
  deviceId: string | null;
  /** Id of the op that wrote it, for `after`. */
  op: string | null;
  /** Numbers of the oldest and newest entry of its history; where it has none, the first is the one after the last. */
  firstChange: number;
  lastChange: number;
  /** What lost against the value of a `manual` setting, as JSON (`settings/contested.ts`); null: nothing. */
  contested: string | null;
}

/** One entry of a setting's history; edits that lost are entries too. */
export interface SettingChange {
  userId: string;
  app: string;
  scope: string;
  key: string;
  /** Position in the history of this setting, from 1. */
  number: number;
  /** Value before; null: unset. */
  old: string | null;
  /** Value of this edit; null: unset. */
  new: string | null;
  /** Rev of the edit, or of the last one of a gesture; null: the edit lost. */
  rev: number | null;
  at: number;
  editedAt: number;
  deviceId: string | null;
  gesture: string | null;
  cause: 'edit' | 'adopt' | 'migration' | 'replace' | 'restore' | 'superseded';
}

/** How much of its quota a user's settings take; absent: nothing. */
export interface SettingUsage {
  userId: string;
  /** Settings with a value, or with values to choose from. */
  keys: number;
  bytes: number;
  /** Settings with neither, which still have a row. */
  tombstones: number;
  /** What all histories take. */
  historyBytes: number;
}

export const settingsTables = {
  settings: {
    columns: {
      userId: text,
      app: text,
      scope: text,
      key: text,
      value: text,
      rev: integer,
      editedAt: integer,
      at: integer,
      deviceId: text,
      op: text,
      firstChange: integer,
      lastChange: integer,
      contested: text,
    },
    key: ['userId', 'app', 'scope', 'key'],
    lookups: {
      byUser: { by: ['userId'] },
      byApp: { by: ['userId', 'app'] },
      byScope: { by: ['userId', 'app', 'scope'] },
    },
  },
  settingChanges: {
    columns: {
      userId: text,
      app: text,
      scope: text,
      key: text,
      number: integer,
      old: text,
      new: text,
      rev: integer,
      at: integer,
      editedAt: integer,
      deviceId: text,
      gesture: text,
      cause: text,
    },
    key: ['userId', 'app', 'scope', 'key', 'number'],
    lookups: {
      bySetting: { by: ['userId', 'app', 'scope', 'key'] },
    },
  },
  settingUsage: {
    columns: { userId: text, keys: integer, bytes: integer, tombstones: integer, historyBytes: integer },
    key: ['userId'],
    lookups: {},
  },
} as const satisfies TablesOf<{
  settings: Setting;
  settingChanges: SettingChange;
  settingUsage: SettingUsage;
}>;
