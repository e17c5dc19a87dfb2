/** Installs what Kith is compared with beside the benchmarks, when it is first needed: nobody else has to. */
import { join } from 'node:path';
import { installBeside } from '../../test/support/install-beside.ts';

/** Makes sure that every peer of `bench/package.json` is there. */
export function installPeers(): void {
  installBeside(join(import.meta.dirname, '..'), 'the peers that Kith is compared with');
}
