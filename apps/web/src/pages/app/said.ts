/** When remote changes are said aloud: at most once in three seconds, what came meanwhile together. */

export const pauseMs = 3000;

/** A setting that another device changed. */
export interface Heard {
  readonly key: string;
  readonly device: string | null;
}

export interface Saying {
  readonly waiting: readonly Heard[];
  /** When something was said last. */
  readonly saidAt: number;
}

export const silent: Saying = { waiting: [], saidAt: Number.NEGATIVE_INFINITY };

/** A setting that changes twice before it is said is said once, by who came last. */
export function heard({ waiting, saidAt }: Saying, change: Heard): Saying {
  return { waiting: [...waiting.filter(({ key }) => key !== change.key), change], saidAt };
}

/** How long it must wait; undefined: there is nothing to say. */
export function waitMs({ waiting, saidAt }: Saying, now: number): number | undefined {
  return waiting.length === 0 ? undefined : Math.max(0, saidAt + pauseMs - now);
}

export function said(now: number): Saying {
  return { waiting: [], saidAt: now };
}
