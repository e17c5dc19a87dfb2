import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { emptyDir } from '../../../../../test/support/store-dir.ts';
import { Checkpointer } from './checkpointer.ts';
import { openForWriting } from './connection.ts';

const mebibyte = 1024 * 1024;

/** Two readers of which one always holds a moment of the database. */
const overlapping = `
  const { workerData, parentPort } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const readers = [0, 1].map(() => new DatabaseSync(workerData, { readOnly: true }));
  const look = (db) => {
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM blobs').get();
  };
  look(readers[0]);
  parentPort.postMessage('reading');
  for (let turn = 1; ; turn += 1) {
    look(readers[turn % 2]);
    readers[(turn + 1) % 2].exec('COMMIT');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
  }`;

test('the log begins anew although one reader or another holds it at every moment', {
  timeout: 60_000,
}, async () => {
  const path = join(emptyDir(), 'log.db');
  const db = openForWriting(path);
  db.exec('CREATE TABLE blobs (id INTEGER PRIMARY KEY, blob BLOB)');
  const checkpointer = new Checkpointer(db);
  const readers = new Worker(overlapping, { eval: true, workerData: path, execArgv: [] });
  await new Promise((resolve) => readers.once('message', resolve));
  const write = db.prepare('REPLACE INTO blobs VALUES (1, randomblob(?))');
  for (let written = 0; written < 240; written += 4) {
    write.run(4 * mebibyte);
    checkpointer.rest(1_000);
  }
  expect(statSync(`${path}-wal`).size).toBeLessThan(80 * mebibyte);
  await readers.terminate();
  db.close();
});
