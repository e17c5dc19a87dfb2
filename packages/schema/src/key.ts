/** What a key must be. */
import { limitTable, line } from '@kith/protocol';
import type { SchemaProblem } from './problem.ts';

const wireKey = line(limitTable.settingKeyChars.value);

/** What is wrong with a key. */
export function keyProblems(key: string): Omit<SchemaProblem, 'name'>[] {
  if (key.split('.').includes('')) {
    return [{ wrong: 'has a part without a name', fix: 'give each group and setting a name' }];
  }
  const read = wireKey.safeParse(key);
  if (read.success) return [];
  return [{ wrong: `is no key: ${read.error.issues[0]?.message}`, fix: 'rename it' }];
}
