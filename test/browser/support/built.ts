/** Before the first browser test: the web client is built where it is missing or stale, old pictures go. */
import { join } from 'node:path';
import { buildWeb } from '../../../scripts/web/build.ts';
import { clearPictures } from './screens.ts';

export default async function setUp(): Promise<void> {
  clearPictures();
  await buildWeb({ root: join(import.meta.dirname, '../../..'), say: (line) => console.log(line) });
}
