/** Errands: long work on the database beside its readers, each on a connection of its own. */
import type { Verification } from '../port.ts';
import { backupDatabase } from './backup.ts';
import { type Fault, faultOf } from './jobs.ts';
import { codeOf, resultCode } from './result-code.ts';
import { verifyDatabase } from './verify.ts';

export type Errand =
  | { readonly kind: 'verify'; readonly path: string }
  | { readonly kind: 'backup'; readonly path: string; readonly to: string };

/** What came of it: only a verification has something to tell. */
export type Done = { readonly found: Verification | undefined } | { readonly fault: Fault };

/** Runs an errand here. */
export function runErrand(errand: Errand): Done {
  try {
    if (errand.kind === 'verify') return { found: verifyDatabase(errand.path) };
    backupDatabase(errand.path, errand.to);
    return { found: undefined };
  } catch (cause) {
    return { fault: faultOf(isFull(cause) ? 'storage-full' : 'unavailable', cause) };
  }
}

function isFull(cause: unknown): boolean {
  if (codeOf(cause) === resultCode.full) return true;
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
}
