/**
 * Runs schedules against a copy of the server's source: `node run.ts <source> <count> [alone]`; `alone`: without
 * the model, by the invariants only. Prints what came of it as one line of JSON.
 */
import { runSchedules, seedsFrom } from './schedules.ts';
import { loadSubject } from './subject.ts';

const [source = '', count = '12000', alone] = process.argv.slice(2);
const subject = await loadSubject(source, alone === 'alone');
const { schedules, failure } = runSchedules(subject, seedsFrom(1, Number(count)));
console.info(JSON.stringify({ schedules, failure }));
