/** Errands under way: sent out, waited for. */
import { Worker } from 'node:worker_threads';
import { StoreFault, type Verification } from '../port.ts';
import { type Done, type Errand, runErrand } from './errand.ts';
import { faultOf } from './jobs.ts';
import { threadOptions } from './place.ts';

export class Errands {
  readonly #threads: boolean;
  readonly #underWay = new Set<Promise<Done>>();
  #closed = false;

  constructor({ threads }: { threads: boolean }) {
    this.#threads = threads;
  }

  /** Runs an errand; only a verification finds something. Throws `StoreFault`. */
  async run(errand: Errand): Promise<Verification | undefined> {
    if (this.#closed) throw new StoreFault('unavailable');
    const sent = this.#threads ? sendErrand(errand) : Promise.resolve(runErrand(errand));
    this.#underWay.add(sent);
    const done = await sent;
    this.#underWay.delete(sent);
    if ('fault' in done) throw new StoreFault(done.fault.code, done.fault.cause);
    return done.found;
  }

  /** Takes no more errands. */
  stop(): void {
    this.#closed = true;
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    this.stop();
    await Promise.all(this.#underWay);
  }
}

/** Runs an errand in a thread of its own that lives as long as it. Never rejects. */
async function sendErrand(errand: Errand): Promise<Done> {
  const worker = new Worker(new URL('./errand-thread.ts', import.meta.url), {
    workerData: errand,
    ...threadOptions(),
  });
  return await new Promise((resolve) => {
    const fail = (cause: unknown) => resolve({ fault: faultOf('unavailable', cause) });
    worker.once('message', resolve);
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`the thread ended with ${code}`)));
  });
}
