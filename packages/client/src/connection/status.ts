/** The one honest status: what the connection is, in the words that a person is shown. */
import type { Phase, SignedOut, Why } from './machine.ts';

/**
 * How things stand. `pending` counts settings whose newest edit is not yet stored by the server; they are shown at
 * once and kept on this device.
 *
 * - `starting`: looks whether a session is remembered.
 * - `signed-out`: `reason` is `never`, `ended`, `expired`, or `revoked` with `by`, the label of the device that did it.
 * - `connecting`: the first connection is being made.
 * - `live`: connected, and what is shown is what the server has.
 * - `waiting`: the connection is lost; the next attempt is at `retryAt`, by this machine's clock (`Date.now()`);
 *   `attempt` counts from 1. While an attempt is under way `retryAt` is in the past.
 * - `offline`: the same, after several attempts in a row met nobody.
 * - `stopped`: coming back will not help, `why` says what for the developer; `retryNow()` tries nevertheless.
 */
export type Status = { readonly pending: number } & (
  | { readonly name: 'starting' }
  | ({ readonly name: 'signed-out' } & SignedOut)
  | { readonly name: 'connecting' }
  | { readonly name: 'live' }
  | { readonly name: 'waiting'; readonly retryAt: number; readonly attempt: number; readonly why: Why }
  | { readonly name: 'offline'; readonly retryAt: number; readonly attempt: number }
  | { readonly name: 'stopped'; readonly why: string }
);

/** So many attempts that met nobody are called offline. */
const offlineAfter = 3;

/** The status of a phase. An attempt under way keeps the words of the pause before it, so that nothing flickers. */
export function statusOf(phase: Phase, pending: number, before: Status): Status {
  switch (phase.name) {
    case 'signed-out':
      return { name: 'signed-out', ...phase.out, pending };
    case 'stopped':
      return { name: 'stopped', why: phase.why, pending };
    case 'live':
      return { name: 'live', pending };
    case 'waiting': {
      const { retryAt, attempt, why } = phase;
      return phase.unmet >= offlineAfter
        ? { name: 'offline', retryAt, attempt, pending }
        : { name: 'waiting', retryAt, attempt, why, pending };
    }
    case 'asking':
    case 'opening':
      return before.name === 'waiting' || before.name === 'offline'
        ? { ...before, pending }
        : { name: 'connecting', pending };
  }
}
