/** What a client lets its own further parts reach: they stand in entries of their own, and load only where they are used. */
import type { Notifications } from '@kith/protocol';
import type { Disk } from './cache/disk.ts';
import type { Calls } from './connection/calls.ts';
import type { Phase } from './connection/machine.ts';
import type { Environment } from './environment/environment.ts';
import type { Readable, Stream } from './observable.ts';
import type { Replica } from './replica/replica.ts';
import type { Editor } from './settings/editor.ts';
import type { Table } from './settings/table.ts';

export interface Inside {
  readonly environment: Environment;
  readonly url: string;
  /** Where state is kept on this device. */
  readonly disk: Disk;
  readonly calls: Pick<Calls, 'call' | 'failures'>;
  readonly replica: Pick<Replica, 'user' | 'whole' | 'events' | 'takes' | 'isWhole' | 'retake' | 'last'>;
  readonly table: Pick<Table, 'row' | 'changes'>;
  readonly editor: Pick<Editor, 'withdraw'>;
  /** What was kept on this device is taken away: what is unsent as well, or not. */
  readonly cleared: Stream<'keep' | 'drop'>;
  readonly signals: Stream<Notifications['signal']>;
  readonly phase: Readable<Phase>;
  /** The id of the device that is logged in here. */
  readonly self: () => string | undefined;
  /** What the server published. */
  readonly limits: () => Readonly<Record<string, number>>;
  readonly onStaleLogin: () => void;
  /** From now on a chat of which more events were missed comes as `limited`. */
  limitReplay(events: number): void;
}

const insides = new WeakMap<object, Inside>();

/** Tells what is in a client. */
export function letIn<C extends object>(client: C, inside: Inside): C {
  insides.set(client, inside);
  return client;
}

/** What is in a client that `createClient` made. */
export function insideOf(client: object): Inside {
  const inside = insides.get(client);
  if (inside === undefined) throw new TypeError('this is no client of createClient');
  return inside;
}
