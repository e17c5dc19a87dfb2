/** One thing that a person does here: whether it is under way, and what it was refused with. */
import { KithError } from '@kith/client';
import { useState } from 'react';

export interface Action<A extends readonly unknown[]> {
  /** Does it. Resolves when it is done, and when it was refused. */
  readonly run: (...given: A) => Promise<void>;
  readonly isBusy: boolean;
  /** What it was given, while it is under way; else null. */
  readonly doing: A | null;
  /** What it was refused with the last time; null: it was not. */
  readonly error: KithError | null;
  /** What was refused was changed since. */
  readonly forgetError: () => void;
}

/** `act` rejects with `KithError`, which `onRefused` is told; anything else is a bug, and thrown on. */
export function useAction<A extends readonly unknown[]>(
  act: (...given: A) => Promise<void>,
  onRefused?: (error: KithError) => void,
): Action<A> {
  const [doing, setDoing] = useState<A | null>(null);
  const [error, setError] = useState<KithError | null>(null);
  const run = async (...given: A) => {
    setDoing(given);
    setError(null);
    try {
      await act(...given);
    } catch (refused) {
      if (!(refused instanceof KithError)) throw refused;
      setError(refused);
      onRefused?.(refused);
    } finally {
      setDoing(null);
    }
  };
  return { run, isBusy: doing !== null, doing, error, forgetError: () => setError(null) };
}
