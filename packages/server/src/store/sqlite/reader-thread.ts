/** The thread of a reader: answers the questions of a message together. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { known } from '../../base/assert.ts';
import { openForReading } from './connection.ts';
import { endMessage } from './place.ts';
import { type Question, Reader } from './reader.ts';

const port: MessagePort = known(parentPort ?? undefined, 'a thread has a parent');
const db = openForReading((workerData as { path: string }).path);
const reader = new Reader(db);

port.on('message', (message: Question[] | typeof endMessage) => {
  if (message !== endMessage) {
    port.postMessage(message.map((question) => reader.run(question)));
    return;
  }
  db.close();
  port.close();
});
port.postMessage('ready');
