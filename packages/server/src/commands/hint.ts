/** Hints about what is wrong with params, for whoever writes the client. */
import type { z } from 'zod';

const charsMax = 300;

/** Says where in `whole` the first issue is and what it is, cut to a length that no sender chooses. */
export function issueHint({ issues: [issue] }: z.ZodError, whole = 'params'): string {
  const where = issue?.path.join('.') ?? '';
  const hint = `${where === '' ? whole : where}: ${issue?.message}`;
  // A cut in the middle of a pair would leave half a character.
  return hint.slice(0, charsMax).toWellFormed();
}
