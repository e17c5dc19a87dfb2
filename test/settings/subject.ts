/** The code under test: the server's deciders over a state in memory, its own or those of a mutant. */
import { defaultLimits } from '@kith/protocol';
import type { Means } from '../../packages/server/src/domain/command.ts';
import type { Device } from '../../packages/server/src/domain/rows.ts';
import type { Bounds, Rule } from './model.ts';
import type { Seeded } from './seeded.ts';

export interface Subject {
  readonly decide: typeof import('../../packages/server/src/domain/decide.ts').decide;
  readonly MemoryState: typeof import('../../packages/server/src/domain/memory.ts').MemoryState;
  /** Without the model beside it: only the invariants judge. */
  readonly alone: boolean;
}

/** Loads it from a copy of `packages/server/src`. */
export async function loadSubject(source: string, alone = false): Promise<Subject> {
  const { decide } = (await import(`${source}/domain/decide.ts`)) as Pick<Subject, 'decide'>;
  const { MemoryState } = (await import(`${source}/domain/memory.ts`)) as Pick<Subject, 'MemoryState'>;
  return { decide, MemoryState, alone };
}

/** Whose settings, and of what. */
export const app = 'demo';
export const user = 'usr_1';
export const topic = `user:${user}` as const;

/** What the schema of the app says: key → rule. */
export type Rules = Readonly<Record<string, Rule>>;

/** Means under these bounds and rules. */
export function meansOf(random: Seeded, bounds: Bounds, rules: Rules): Means {
  return {
    random,
    mac: (purpose, text) => `${purpose} ${text}`,
    policy: {
      ...defaultLimits,
      registration: 'open',
      openJoin: false,
      quarantineMs: 0,
      apps: { [app]: { keys: rules, unknown: 'keep' } },
      settingKeys: bounds.keys,
      settingBytes: bounds.bytes,
      settingValueBytes: bounds.valueBytes,
      settingKeyChars: bounds.keyChars,
      settingHistory: bounds.history,
      settingHistoryBytes: bounds.historyBytes,
    },
  };
}

/** A device of the user: of its row, what decisions about settings read. */
export function deviceRow(id: string, userId: string): Device {
  return { id, nameFolded: id, userId, gen: 0, revokedAt: null, revokedBy: null } as Device;
}
