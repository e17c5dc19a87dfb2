/** Where the line stands above which everything was read, and when it moves: never while one looks at it. */

export interface Divider {
  /** It stands behind this seq; null: nowhere. */
  readonly behind: number | null;
  /** One said that messages are unread: then nothing marks them read until one leaves. */
  readonly isHeld: boolean;
}

/** As a chat is opened. */
export function dividerAtFirst({
  read,
  unread,
}: {
  readonly read: number;
  readonly unread: number;
}): Divider {
  return { behind: unread === 0 ? null : read, isHeld: false };
}

export interface Arrival {
  readonly isAttending: boolean;
  /** Up to where was read when the message came. */
  readonly read: number;
}

/** A message of another came. Where one is away and had read everything, the line moves down to it. */
export function dividerAfter(before: Divider, { isAttending, read }: Arrival): Divider {
  if (isAttending || before.isHeld || (before.behind !== null && before.behind >= read)) return before;
  return { behind: read, isHeld: false };
}

/** One said that everything from this message on is unread. */
export function dividerHeld(seq: number): Divider {
  return { behind: seq - 1, isHeld: true };
}
