/** The decider of apps: records what their schemas say, or tells what they would take back and records nothing. */
import type { Result } from '@kith/protocol';
import { type AppBreak, appBreaks, type DescribedKey, type KnownKeys, knownThen } from './app-breaks.ts';
import { accept, bySystem, type Outcome, type Turn } from './command.ts';

/** What a schema says, before it has a version. */
export interface AppDescription extends Omit<Result<'apps.get'>, 'app' | 'version' | 'keys'> {
  readonly keys: readonly DescribedKey[];
}

interface Described {
  readonly apps: readonly { readonly name: string; readonly description: AppDescription }[];
}

/** The version of each app, or why none was recorded. */
type Recorded =
  | { readonly versions: Readonly<Record<string, number>> }
  | { readonly breaks: readonly AppBreak[] };

export const appDeciders = {
  'apps.describe': bySystem(describe),
};

function describe({ state, params }: Turn<Described, undefined>): Outcome<Recorded> {
  const apps = params.apps.map(({ name, description }) => {
    const row = state.get('apps', name);
    const known = row === undefined ? {} : (JSON.parse(row.known) as KnownKeys);
    return { name, row, known, keys: description.keys, text: JSON.stringify(description) };
  });
  const breaks = apps.flatMap(({ name, known, keys }) => appBreaks(name, known, keys));
  if (breaks.length > 0) return accept({ breaks });
  const versions = apps.map(({ name, row, known, keys, text }): [string, number] => {
    if (row !== undefined && row.description === text) return [name, row.version];
    // A time, so that no version is told twice, also not where the log goes on from a copy of earlier days.
    const version = Math.max((row?.version ?? 0) + 1, state.now);
    state.put('apps', { name, version, description: text, known: JSON.stringify(knownThen(known, keys)) });
    return [name, version];
  });
  return accept({ versions: Object.fromEntries(versions) });
}
