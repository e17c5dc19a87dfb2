/** What an operation of the operator is: the same over a running server's store and over one that was just opened. */
import type { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import type { Outcome } from '../../domain/command.ts';
import type { Store } from '../../store/port.ts';
import type { DataDir } from '../data-dir.ts';

/** What operations work with. */
export interface AdminMeans {
  readonly store: Store;
  readonly dir: DataDir;
  /** Whether the secret in use is the file in the data directory, which a backup then holds too. */
  readonly secretInDir: boolean;
  /** Where people reach the server; links name it. */
  readonly publicUrl: string;
  /** Whether others than this machine can reach the server. */
  readonly exposed: boolean;
  readonly clock: Clock;
}

/** An operation: params read by a schema, then run. Weather is thrown as `StoreFault`. */
export interface Operation<P, R> {
  readonly params: z.ZodType<P>;
  run(means: AdminMeans, params: P): Promise<Outcome<R>>;
}

/** Keeps the exact types of an entry. */
export function operation<P, R>(entry: Operation<P, R>): Operation<P, R> {
  return entry;
}
