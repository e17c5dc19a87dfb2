/** The record of a run: what devices asked for, what they were answered and applied, and what full reads found. */

/**
 * One send of a command.
 *
 * Times are monotonic ms of one clock. `unknown`: no answer came, or one that leaves it open.
 */
export interface Sent {
  readonly what: 'sent';
  readonly device: string;
  /** The client-made id, unique in the whole run. */
  readonly command: string;
  readonly kind: string;
  /** Place in the order in which its device first sent its commands; none: sent outside that order. */
  readonly place?: number;
  readonly t0: number;
  readonly t1: number;
  /** Hash of what it says. */
  readonly says: string;
  readonly outcome: 'ok' | 'fail' | 'unknown';
  /** A definite answer as canonical JSON. */
  readonly answer?: string;
  /** Of `ok`: where its effect must be found. */
  readonly effect?: Effect;
}

/** Where the effect of an accepted command stands. */
export type Effect =
  /** As events. `topic` and `seq` where the answer names them; `user`: the topic whose history shows it. */
  | { readonly in: 'log'; readonly topic?: string; readonly seq?: number; readonly user?: string }
  /** Nowhere but in the answers that are kept. */
  | { readonly in: 'answers' }
  /** As a device that is known. */
  | { readonly in: 'devices'; readonly id: string };

/** What an event says, as far as the checkers look at it. */
export interface Said {
  readonly topic: string;
  readonly seq: number;
  readonly offset: number;
  readonly type: string;
  /** The device that did it. */
  readonly actor: string | null;
  /** The command that it is the effect of, read from its body; null: none of the run's. */
  readonly mark: string | null;
  /** Hash of what that command said, read from the body. */
  readonly says: string | null;
  /** Hash of the whole body. */
  readonly body: string;
  /** What it is about, where that has one standing value. */
  readonly subject?: string;
  /** Its subject is no more. */
  readonly ends?: true;
  /** Whom it lets read the topic from here on, or up to here. */
  readonly turn?: Turn;
  /** Of what people say: hash of the body without that, which is all that is left once it is taken back. */
  readonly frame?: string;
  /** What was said is taken back; only the frame is left. */
  readonly blank?: true;
}

/** A device of a user's topic or a user of a chat's; null: everybody. */
export interface Turn {
  readonly who: string | null;
  readonly how: 'in' | 'out';
}

interface OnDevice {
  readonly t: number;
  readonly device: string;
  readonly connection: string;
}

/** What a device took from a connection or a poll, in order. */
export type Taken =
  | (OnDevice & Said & { readonly what: 'event' })
  /** The snapshot's position, and the seq that it has of each topic. */
  | (OnDevice & {
      readonly what: 'reset';
      readonly reason: string;
      readonly offset: number;
      readonly topics: Readonly<Record<string, number>>;
    })
  | (OnDevice & { readonly what: 'cursor'; readonly offset: number })
  /** Events of a chat that are skipped, both ends included: counting goes on behind them. */
  | (OnDevice & {
      readonly what: 'limited';
      readonly topic: string;
      readonly fromSeq: number;
      readonly toSeq: number;
    })
  | (OnDevice & {
      readonly what: 'hello';
      readonly since: number | null;
      readonly offset: number;
      readonly resumed: boolean;
    })
  | (OnDevice & { readonly what: 'close'; readonly code: number });

/**
 * A full read; its lines follow it. `topics` are those that it covers; of the database, all.
 *
 * `database`: the log and the tables themselves, all topics. `sync`: the events of a device since its first cursor.
 * `standing`: settings or messages as they are. `history`: what settings were.
 */
export interface Read {
  readonly what: 'read';
  readonly read: string;
  readonly by: 'database' | 'sync' | 'standing' | 'history';
  readonly t0: number;
  readonly topics: readonly string[];
  /** Of `sync`: the position that it begins behind. Of `standing`: the one that it stands at. */
  readonly offset?: number;
  /** Of `sync`: the device that reads. */
  readonly device?: string;
}

/** A line of a full read. */
export type Line = { readonly read: string } & (
  | (Said & { readonly what: 'row'; readonly command?: string | null })
  | { readonly what: 'answer'; readonly device: string; readonly command: string }
  | { readonly what: 'device'; readonly id: string }
  | {
      readonly what: 'setting';
      readonly topic: string;
      readonly subject: string;
      readonly seq: number | null;
      readonly mark: string | null;
    }
);

/** What befell the server, and how the run went on after the last fault. */
export type Fate =
  | { readonly what: 'fault'; readonly t: number; readonly fault: string }
  | { readonly what: 'ready'; readonly t: number; readonly ms: number }
  /** No faults from here on. */
  | { readonly what: 'healed'; readonly t: number }
  /** The server said that nothing is behind this device's cursor. */
  | { readonly what: 'at-head'; readonly t: number; readonly device: string; readonly offset: number };

export type Entry = Sent | Taken | Read | Line | Fate;
