/** What a connection works with: the rooms to its left, and the lifecycle that drives it. */
import type { CallId, Json, Limits } from '@kith/protocol';
import type { Clock } from '../base/clock.ts';
import type { Commands } from '../commands/service.ts';
import type { Hub } from '../hub/hub.ts';
import type { Connection } from './connection.ts';
import type { Tallies } from './tallies.ts';

/** A call that the lifecycle answers. */
export interface LifecycleCall {
  readonly id: CallId;
  readonly params: Json;
  readonly requestId: string;
}

export interface ConnectionMeans {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly hub: Hub;
  readonly commands: Commands;
  readonly tallies: Tallies;
  /** Looks at a hello. */
  greet(connection: Connection, call: LifecycleCall): void;
  /** Runs `task` once the hello under way is answered; drops it where that closes the connection. */
  afterHello(connection: Connection, task: () => void): void;
  /** Looks at a new token. */
  renew(connection: Connection, call: LifecycleCall): void;
  /** The connection leaves: it is in its last phase still. */
  onClose(connection: Connection): void;
}
