/** Does something that has no form of its own, and says by a notice where the server refused it. */
import { KithError } from '@kith/client';
import { useErrorText } from '../words/errors.ts';
import { useNotify } from './notices.tsx';

const shortly = 8000;

/** `says`: what a code means here, where that is more than what it means everywhere. */
export type Attempt = (act: () => Promise<unknown>, says?: (code: string) => string | undefined) => void;

export function useAttempt(): Attempt {
  const notify = useNotify();
  const errorText = useErrorText();
  return (act, says) => {
    act().catch((error: unknown) => {
      if (!(error instanceof KithError)) throw error;
      notify({ text: says?.(error.code) ?? errorText(error), forMs: shortly });
    });
  };
}
