/** Where work runs: in a thread of its own, or here. Messages go in, messages come out, in order. */
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Something that works on messages. */
export interface Place<In> {
  post(message: In): void;
  /** Waits for what was posted, then ends it. */
  end(): Promise<void>;
}

/** What a place tells its owner. */
export interface Owner<Out> {
  take(message: Out): void;
  /** It died; nothing more will come. */
  lost(cause: unknown): void;
}

/** What a thread is sent to end it. */
export const endMessage = 'end';

/**
 * What every thread starts with: none of the process's flags, since some, as those of `node -e`, no thread can start
 * with; and the compile cache where the process has one, which spares a thread half of its start.
 */
export function threadOptions(): WorkerOptions {
  const cache = getCompileCacheDir();
  return {
    execArgv: [],
    env: cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(cache) },
  };
}

/** Starts the thread whose file is at `url`; resolves when it has said that it is ready. */
export async function startThread<In, Out>(
  url: URL,
  { data, owner }: { data: unknown; owner: Owner<Out> },
): Promise<Place<In>> {
  const worker = new Worker(url, { workerData: data, ...threadOptions() });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let ending = false;
  let failure: unknown;
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread ended at its start with ${code}`)));
  });
  worker.removeAllListeners('error');
  worker.on('message', (message: Out) => owner.take(message));
  worker.on('error', (cause) => {
    failure = cause;
  });
  worker.once('exit', (code) => {
    if (!ending) owner.lost(failure ?? new Error(`the thread ended with ${code}`));
  });
  return {
    post: (message) => worker.postMessage(message),
    async end() {
      ending = true;
      worker.postMessage(endMessage);
      await exited;
    },
  };
}

/** Runs the work here, at once. */
export function stayHere<In>(work: (message: In) => void, end: () => void): Place<In> {
  return {
    post: work,
    async end() {
      end();
    },
  };
}
