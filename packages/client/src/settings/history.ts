/** The history of a setting, live: read while somebody looks, and again whenever it has grown. */
import { KithError } from '../errors.ts';
import { Cell, type Readable } from '../observable.ts';
import { whileWatched } from '../watched.ts';
import type { HistoryEntry, ScopeOption, Settings } from './api.ts';

/** What a setting was. */
export interface History {
  /** The newest first, lost edits included. */
  readonly entries: readonly HistoryEntry[];
  /** It was read at least once since somebody looks. */
  readonly isLoaded: boolean;
  /** Why it could not be read last; null: it could. */
  readonly error: KithError | null;
}

export const noHistory: History = { entries: [], isLoaded: false, error: null };

/** The history of a setting. What was read stays while nobody looks, and is read anew when somebody does. */
export function historyOf<T extends object, K extends keyof T & string>(
  settings: Pick<Settings<T>, 'field' | 'history' | 'isLoaded'>,
  key: K,
  options: ScopeOption = {},
): Readable<History> {
  const history = new Cell(noHistory);
  const field = settings.field(key);
  /** What changes with every entry that the history gets. */
  const signs = (): readonly unknown[] => {
    const { edited, below, conflict, contested } = field.get();
    return [edited?.at, edited?.device, below?.value, conflict, contested, settings.isLoaded.get()];
  };
  return whileWatched(history, () => {
    let turn = 0;
    let seen = signs();
    const read = async () => {
      turn += 1;
      const own = turn;
      const found = await settings.history(key, options).then(
        (entries): History => ({ entries, isLoaded: true, error: null }),
        (error: unknown): History => ({ ...history.get(), error: asKithError(error) }),
      );
      if (own === turn) history.set(found);
    };
    const look = () => {
      const now = signs();
      if (now.every((it, index) => it === seen[index])) return;
      seen = now;
      void read();
    };
    const cancels = [field.subscribe(look), settings.isLoaded.subscribe(look)];
    void read();
    return () => {
      turn += 1;
      for (const cancel of cancels) cancel();
    };
  });
}

function asKithError(error: unknown): KithError {
  if (error instanceof KithError) return error;
  throw error;
}
