/** What one entry of the methods table says. */
import type { z } from 'zod';

/** A method: one entry here and one handler in the server. */
export interface Method {
  /** One sentence for the reference. */
  readonly says: string;
  readonly params: z.ZodType;
  readonly result: z.ZodType;
  /** Takes a command id; sending it again, at any time, returns the first outcome. */
  readonly durable?: true;
  /** Changes something; counted against the send rate. Implied by `durable`. */
  readonly changes?: true;
  /** Costs the server much; counted against a rate of its own besides. */
  readonly heavy?: true;
  /** Searches many rows; counted against a rate of its own besides. */
  readonly searches?: true;
  /** Needs no access token. */
  readonly open?: true;
  /** `socket`: only on a WebSocket, since it is about the connection itself. */
  readonly door?: 'socket';
}

/** Keeps the exact type of an entry: its schemas, and the flags that it has. */
export function method<const E extends Method>(entry: E): E {
  return entry;
}
