/** What a store on SQLite is opened with. */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Policy } from '../../domain/command.ts';

export interface SqliteOptions {
  /** File of the database; its lock, write-ahead log and index stand beside it. */
  readonly path: string;
  /** Key of the keyed hash that deciders use. */
  readonly macKey: Uint8Array;
  readonly policy: Policy;
  /** Readers; 2 by default. */
  readonly readers?: number;
  /** Give writer and readers threads of their own; true by default. Without, they run here, for tests. */
  readonly threads?: boolean;
  /** Time; without threads also that of the log. */
  readonly clock?: Pick<Clock, 'now' | 'soon'>;
  /** Randomness, where there are no threads. */
  readonly random?: Random;
}
