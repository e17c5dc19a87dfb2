/** Tells the log of weather, a line in so many seconds: a full disk under load would fill it with itself. */
import type { Clock } from '../base/clock.ts';
import type { Logger } from './logger.ts';

const quietMs = 5_000;

/** Returns what is told of each error that is weather. */
export function weatherReport(
  log: Logger,
  clock: Pick<Clock, 'monotonic'>,
): (error: unknown, where: string) => void {
  let quietUntil = 0;
  let untold = 0;
  return (error, where) => {
    const now = clock.monotonic();
    if (now < quietUntil) {
      untold += 1;
      return;
    }
    log.warn(
      { err: error, where, untold },
      'the store could not do it; whoever asked was told to come again',
    );
    quietUntil = now + quietMs;
    untold = 0;
  };
}
