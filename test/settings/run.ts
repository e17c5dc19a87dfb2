/**
 * Runs schedules against a copy of the server's source: `node run.ts <source> <count> (model | alone) …`; `alone`:
 * without the model, by the invariants only. Prints a line of JSON for each.
 */
import { runSchedules, seedsFrom } from './schedules.ts';
import { loadSubject } from './subject.ts';

const [source = '', count = '', ...judges] = process.argv.slice(2);
for (const judge of judges) {
  const subject = await loadSubject(source, judge === 'alone');
  const { schedules, failure } = runSchedules(subject, seedsFrom(1, Number(count)));
  console.info(JSON.stringify({ schedules, failure }));
}
