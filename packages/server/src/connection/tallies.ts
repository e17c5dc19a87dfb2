/** What the connections of this node did so far, as plain numbers: kept here, read by whoever watches the server. */
import type { CloseCode, ErrorCode, ResetReason } from '@kith/protocol';
import { Tally } from '../base/tally.ts';

/** What became of a hello. */
export type HelloResult = 'new' | 'resumed' | `reset ${ResetReason}` | `refused ${ErrorCode}`;

/** How connections end that this node did not close. */
export const ways = ['left', 'lost', 'broken'] as const;

/**
 * How a connection ended: closed with a code; or its other end `left`, was `lost`, as it did not answer pings, or has
 * `broken` the framing.
 */
export type Ending = CloseCode | (typeof ways)[number];

/** Where events that a connection missed are read from. */
export const replaySources = ['ring', 'database'] as const;

/** The numbers; they only rise. */
export class Tallies {
  readonly hellos = new Tally<HelloResult>();
  readonly endings = new Tally<Ending>();
  /** Reads by which connections came to the head. */
  readonly replayReads = new Tally<(typeof replaySources)[number]>();
  /** Calls that a connection refused before anybody looked at them. */
  readonly putOff = new Tally<ErrorCode>();
  /** What was handed to outboxes: frames, their bytes, the events in them. */
  frames = 0;
  bytes = 0;
  events = 0;
}
