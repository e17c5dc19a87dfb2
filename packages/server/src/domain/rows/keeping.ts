/** What the server keeps for itself: the rows and their tables. */
import { integer, type TablesOf, text } from './spec.ts';

/** A row that must be looked at again at some time; of one kind, the earliest come first. */
export interface Deadline {
  kind: 'device' | 'link' | 'invite' | 'receipt' | 'chat' | 'user';
  at: number;
  /** Key of that row. */
  id: string;
}

/** The answer of a command that left no event: a refusal for good, or an acceptance that changed nothing. */
export interface Remembered {
  deviceId: string;
  commandId: string;
  digest: string;
  /** The outcome as JSON. */
  outcome: string;
  at: number;
  /** Refusals are forgotten after this time; null: kept as long as the events of that time. */
  expiresAt: number | null;
}

/** A signing key of access tokens; `jwk` is sealed by the server's secret. */
export interface SigningKey {
  kid: string;
  jwk: string;
  createdAt: number;
  retiredAt: number | null;
}

/** What the schema of an app said when the server last started with it, and what it ever said of any key. */
export interface AppRecord {
  name: string;
  /** Rises with every change of the description; when that was, unless two were at once. */
  version: number;
  /** JSON of its description. */
  description: string;
  /** JSON of a record: each key that it ever had, as it was described last. */
  known: string;
}

export const keepingTables = {
  deadlines: {
    columns: { kind: text, at: integer, id: text },
    key: ['kind', 'at', 'id'],
    lookups: { byKind: { by: ['kind'] } },
  },
  remembered: {
    columns: {
      deviceId: text,
      commandId: text,
      digest: text,
      outcome: text,
      at: integer,
      expiresAt: integer,
    },
    key: ['deviceId', 'commandId'],
    lookups: {},
  },
  signingKeys: {
    columns: { kid: text, jwk: text, createdAt: integer, retiredAt: integer },
    key: ['kid'],
    lookups: { all: { by: [] } },
  },
  apps: {
    columns: { name: text, version: integer, description: text, known: text },
    key: ['name'],
    lookups: {},
  },
} as const satisfies TablesOf<{
  deadlines: Deadline;
  remembered: Remembered;
  signingKeys: SigningKey;
  apps: AppRecord;
}>;
