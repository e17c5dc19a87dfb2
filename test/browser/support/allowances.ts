/** What a test may allow a page to do, by name: each belongs to something that the test itself brings about. */
import type { Kind } from './watch.ts';

export interface Allowance {
  readonly kinds: readonly Kind[];
  readonly pattern: RegExp;
}

/** The server is down, or goes down: connections break, and new ones are refused. */
export const serverDown: Allowance = {
  kinds: ['console', 'failed request'],
  pattern:
    /ERR_CONNECTION_(REFUSED|RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|ERR_INCOMPLETE_CHUNKED_ENCODING|closed before receiving a handshake|Unexpected response code: 503/,
};

/** This device has no network: it asks, and gets nowhere. */
export const withoutNetwork: Allowance = {
  kinds: ['console', 'failed request'],
  pattern: /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/,
};

/** The server refuses a call with this status, which browsers write to the console. */
export function refused(status: number): Allowance {
  return { kinds: ['console'], pattern: new RegExp(`responded with a status of ${status} `) };
}

/** What comes makes room for itself on this page, and what stands there moves. */
export function makesRoom(path: string): Allowance {
  return { kinds: ['layout shift'], pattern: new RegExp(` on ${path}: `) };
}

/** A sentence on the demo page says something else in its own room: its words move, and nothing else does. */
export const wordsMove: Allowance = {
  kinds: ['layout shift'],
  pattern: /^0\.0\d+ on \/app: (<(bdi|p|span|time)> “[^”]*” from [^;<]+(; )?)+$/,
};
