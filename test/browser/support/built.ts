/** Has the web client built before the first browser test, where it is missing or stale. */
import { join } from 'node:path';
import { buildWeb } from '../../../scripts/web/build.ts';

export default async function setUp(): Promise<void> {
  await buildWeb({ root: join(import.meta.dirname, '../../..'), say: (line) => console.log(line) });
}
