/** A countdown: whole seconds until a moment, ticking only while somebody watches and the moment is ahead. */
import type { Environment } from '../environment/environment.ts';
import { type Cancel, Cell, type Readable } from '../observable.ts';
import { whileWatched } from '../watched.ts';

const secondMs = 1000;

/** Counts down to `moment`, in ms of `clock`; null: there is none. From 0 on nothing ticks. */
export function countdown(
  moment: Readable<number | null>,
  clock: Pick<Environment, 'now' | 'after'>,
): Readable<number | null> {
  const msLeft = () => {
    const at = moment.get();
    return at === null ? null : Math.max(0, at - clock.now());
  };
  const inSeconds = (ms: number | null) => (ms === null ? null : Math.ceil(ms / secondMs));
  // Kept, since all that is rendered at once must read the same, whatever the clock says meanwhile.
  const seconds = new Cell(inSeconds(msLeft()));
  return whileWatched(seconds, () => {
    let timer: Cancel | undefined;
    const tick = () => {
      timer?.();
      const ms = msLeft();
      timer = ms === null || ms === 0 ? undefined : clock.after(ms % secondMs || secondMs, tick);
      seconds.set(inSeconds(ms));
    };
    const stop = moment.subscribe(tick);
    tick();
    return () => {
      stop();
      timer?.();
    };
  });
}
