/** Merge policies on this device: by `max`, `min` and `or` a value only goes one way, also before the server has answered. */
import { type AppKey, combine } from '@kith/protocol/apps';
import { edits, type Row, shown, type Value } from './row.ts';

/** [M7] Whether what stands and what is given make one value, so that no edit can lose. */
export function isMerging({ policy }: AppKey): boolean {
  return policy === 'max' || policy === 'min' || policy === 'or';
}

/** What a row shows by the policy of its key; undefined: it is not set. */
export function valueIn(row: Row, entry: AppKey): Value {
  if (!isMerging(entry)) return shown(row)?.value;
  let standing = row.confirmed?.value;
  for (const op of edits(row)) standing = after(standing, op.value, entry);
  return standing;
}

/** What stands after an edit came upon it; undefined: nothing, it is unset. */
export function after(standing: Value, given: Value, { policy = 'lww' }: AppKey): Value {
  return standing === undefined || given === undefined ? given : combine(policy, standing, given);
}
