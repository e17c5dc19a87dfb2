/**
 * Runs schedules through the SDK and the server: `node run-many.ts [count] [from] [server source] [client source]`.
 * By default 12,000 of them, over the sources of this repository. Prints a line of JSON; a failure is exit code 1.
 */
import { seedsFrom } from '../schedules.ts';
import { loadSubject } from '../subject.ts';
import { loadSdk, runSchedules } from './schedules.ts';

const packages = new URL('../../../packages/', import.meta.url).pathname;
const [count = '12000', from = '1', server = `${packages}server/src`, client = `${packages}client/src`] =
  process.argv.slice(2);
const tally = await runSchedules(
  await loadSubject(server),
  await loadSdk(client),
  seedsFrom(Number(from), Number(count)),
);
console.info(JSON.stringify(tally));
process.exit(tally.failure === undefined ? 0 : 1);
