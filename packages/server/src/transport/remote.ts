/** Who is at the other end: the address of the client, past proxies that the operator trusts. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { networkPart, plainAddress } from '../base/address.ts';
import { addressMatcher } from '../base/cidr.ts';
import type { Remote } from '../commands/caller.ts';

/** Finds the client of a request. */
export type FindRemote = (request: IncomingMessage) => Remote;

/** What people are shown and `sameNetwork` compares. */
const shownBits = { v4: 24, v6: 48 } as const;

/** What is counted as one: a household or a guesser has a whole /64 of IPv6. */
export const countedBits = { v4: 32, v6: 64 } as const;

/** Believes `X-Forwarded-For` from these networks only, and of it the right-most address that is none of theirs. */
export function remoteBehind(trusted: readonly string[]): FindRemote {
  const isProxy = addressMatcher(trusted);
  return (request) => {
    let ip = plainAddress(request.socket.remoteAddress ?? '');
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
    while (isProxy(ip)) {
      const hop = plainAddress(forwarded.pop()?.trim() ?? '');
      if (isIP(hop) === 0) break;
      ip = hop;
    }
    return { ip: networkPart(ip, countedBits), network: networkPart(ip, shownBits) };
  };
}
