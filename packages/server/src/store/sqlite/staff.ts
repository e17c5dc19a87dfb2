/** Starting the writer and the readers: in threads of their own, or here. */
import { systemClock } from '../../base/clock.ts';
import { systemRandom } from '../../base/random.ts';
import { openForReading, openForWriting } from './connection.ts';
import type { Job, Report } from './jobs.ts';
import type { SqliteOptions } from './options.ts';
import { type Owner, type Place, startThread, stayHere } from './place.ts';
import { type Finding, type Question, Reader } from './reader.ts';
import { Writer } from './writer.ts';
import { meansOf } from './writer-setup.ts';

/** Starts the one writer. */
export async function startWriter(options: SqliteOptions, owner: Owner<Report>): Promise<Place<Job[]>> {
  const { path, macKey, policy } = options;
  const setup = { path, macKey, policy };
  if (options.threads !== false) {
    return await startThread(new URL('./writer-thread.ts', import.meta.url), { data: setup, owner });
  }
  const { random = systemRandom, clock = systemClock } = options;
  const db = openForWriting(path);
  const writer = new Writer({
    db,
    means: meansOf(setup, random),
    clock: { ...systemClock, now: () => clock.now() },
  });
  const work = (jobs: Job[]) => {
    while (jobs.length > 0) {
      owner.take(writer.run(jobs));
      writer.rest();
    }
  };
  return stayHere(work, () => {
    writer.close();
    db.close();
  });
}

/** Starts one reader. */
export async function startReader(
  { path, threads }: SqliteOptions,
  owner: Owner<Finding[]>,
): Promise<Place<Question[]>> {
  if (threads !== false) {
    return await startThread(new URL('./reader-thread.ts', import.meta.url), { data: { path }, owner });
  }
  const db = openForReading(path);
  const reader = new Reader(db);
  return stayHere(
    (questions) => owner.take(questions.map((question) => reader.run(question))),
    () => db.close(),
  );
}
