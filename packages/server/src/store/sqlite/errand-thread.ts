/** The thread of one errand. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Errand, runErrand } from './errand.ts';

parentPort?.postMessage(runErrand(workerData as Errand));
