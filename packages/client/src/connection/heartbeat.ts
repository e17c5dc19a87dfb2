/** The heartbeat: browsers do not see the server's pings, so silence is answered by a question ([L3]). */
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';

export interface HeartbeatMeans {
  readonly environment: Pick<Environment, 'after'>;
  /** Sends something that will be answered. */
  readonly ask: () => void;
  /** Nothing answered. */
  readonly onSilence: () => void;
}

/** After a wake-up a person waits for the answer. */
const wakeMsMax = 4_000;

/** Watches one connection. Counts turns of a timer and reads no clock, which may step. */
export class Heartbeat {
  readonly #means: HeartbeatMeans;
  readonly #quietMs: number;
  readonly #answerMs: number;
  #silentTurns = 0;
  #turn: Cancel;
  #answer: Cancel | undefined;

  /** `quietMs`: silence that is too long; `answerMs`: time for the answer. */
  constructor(means: HeartbeatMeans, { quietMs, answerMs }: { quietMs: number; answerMs: number }) {
    this.#means = means;
    this.#quietMs = quietMs;
    this.#answerMs = answerMs;
    this.#turn = this.#nextTurn();
  }

  /** A frame came: whatever it says, it is a sign of life. */
  heard(): void {
    this.#silentTurns = 0;
    this.#answer?.();
    this.#answer = undefined;
  }

  /** Asks at once: the machine slept, or the network changed. */
  wake(): void {
    this.#question(wakeMsMax);
  }

  stop(): void {
    this.#turn();
    this.#answer?.();
  }

  #nextTurn(): Cancel {
    return this.#means.environment.after(this.#quietMs / 2, () => {
      this.#turn = this.#nextTurn();
      this.#silentTurns += 1;
      // The first turn is silent only from some moment on; three in a row are silence of the full length.
      if (this.#silentTurns >= 3) this.#question(this.#answerMs);
    });
  }

  #question(answerMs: number): void {
    if (this.#answer !== undefined) return;
    this.#answer = this.#means.environment.after(answerMs, () => this.#means.onSilence());
    this.#means.ask();
  }
}
