/** Does something that the server may refuse, and says so as a notice where it did. */
import { KithError } from '@kith/client';
import { useNotify } from '../../../shell/notices.tsx';
import { useErrorText } from '../../../words/errors.ts';

const shortly = 8000;

export function useTry(): (act: () => Promise<unknown>) => void {
  const notify = useNotify();
  const errorText = useErrorText();
  return (act) => {
    act().catch((error: unknown) => {
      if (!(error instanceof KithError)) throw error;
      notify({ text: errorText(error), forMs: shortly });
    });
  };
}
