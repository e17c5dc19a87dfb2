/** The thread of the writer: what arrived while the last batch was written is the next batch. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { known } from '../../base/assert.ts';
import { systemClock } from '../../base/clock.ts';
import { openForWriting } from './connection.ts';
import type { Job } from './jobs.ts';
import { endMessage } from './place.ts';
import { Writer } from './writer.ts';
import { meansOf, type WriterSetup } from './writer-setup.ts';

const port: MessagePort = known(parentPort ?? undefined, 'a thread has a parent');
const setup = workerData as WriterSetup;
const db = openForWriting(setup.path);
const writer = new Writer({ db, means: meansOf(setup), clock: systemClock });

port.on('message', (message: Job[] | typeof endMessage) => {
  const jobs: Job[] = [];
  let ending = false;
  const take = (taken: Job[] | typeof endMessage) => {
    if (taken === endMessage) ending = true;
    else jobs.push(...taken);
  };
  take(message);
  for (;;) {
    for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port)) {
      take(more.message as Job[] | typeof endMessage);
    }
    if (jobs.length === 0) break;
    port.postMessage(writer.run(jobs));
    writer.rest();
  }
  if (!ending) return;
  writer.close();
  db.close();
  port.close();
});
port.postMessage('ready');
