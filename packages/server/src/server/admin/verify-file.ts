/** Verifies the file of a database that no store has open, beside everything else. */

import { known } from '../../base/assert.ts';
import type { Verification } from '../../store/port.ts';
import { Errands } from '../../store/sqlite/errands.ts';

/** Verifies a database in a thread of its own. Throws `StoreFault` where it cannot be read at all. */
export async function verifyFile(path: string): Promise<Verification> {
  const errands = new Errands({ threads: true });
  return known(await errands.run({ kind: 'verify', path }), 'a verification finds something');
}
