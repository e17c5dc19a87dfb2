/** The life of the connection as a pure machine: (phase, event) → phase and effects. The driver performs the effects. */
import { backoffMs } from './backoff.ts';

/** Why nobody is logged in here. */
export type SignedOut =
  /** Nobody was, as far as this place remembers. */
  | { readonly reason: 'never' }
  /** The person logged out. */
  | { readonly reason: 'ended' }
  /** The session ran out, or a new login elsewhere ended it. */
  | { readonly reason: 'expired' }
  /** Another device signed this one out for good; `by` is its label, where the server names one. */
  | { readonly reason: 'revoked'; readonly by: string | null };

/** Why the client waits: nothing answered; the connection was lost; the server asked for a pause. */
export type Why = 'unreachable' | 'lost' | 'asked';

/** Failed attempts since the last good connection; `unmet` of them, the latest in a row, met nobody at all. */
interface Tries {
  readonly attempt: number;
  readonly unmet: number;
}

export type Phase =
  | { readonly name: 'signed-out'; readonly out: SignedOut }
  /** Gets a token; `fresh`: the one in hand was refused. */
  | (Tries & { readonly name: 'asking'; readonly fresh: boolean })
  /** Opens a socket, says hello and takes the state. */
  | (Tries & { readonly name: 'opening'; readonly fresh: boolean })
  /** `leavesAt`: the server said to be back by then. */
  | (Tries & { readonly name: 'live'; readonly since: number; readonly leavesAt?: number })
  | (Tries & {
      readonly name: 'waiting';
      readonly retryAt: number;
      readonly why: Why;
      readonly fresh: boolean;
    })
  /** Coming back will not help; the person or the app must do something. */
  | { readonly name: 'stopped'; readonly why: string };

export type ConnectionEvent =
  | { readonly name: 'start' }
  | { readonly name: 'token' }
  | { readonly name: 'no-token'; readonly reached: boolean; readonly retryAfterMs?: number | undefined }
  | { readonly name: 'welcome' }
  /** The socket is gone, or is as good as gone (1006). */
  | {
      readonly name: 'lost';
      readonly code: number;
      readonly by?: string | null;
      readonly retryAfterMs?: number | undefined;
    }
  | { readonly name: 'drain'; readonly afterMs: number }
  /** The timer that was set last is due. */
  | { readonly name: 'due' }
  | { readonly name: 'wake' }
  | { readonly name: 'retry-now' }
  | { readonly name: 'out'; readonly out: SignedOut }
  | { readonly name: 'stop'; readonly why: string };

export type Effect =
  | { readonly name: 'ask-token'; readonly fresh: boolean }
  | { readonly name: 'open' }
  /** Closes the socket, if there is one; nothing of it is heard any more. */
  | { readonly name: 'drop' }
  /** Sets the one timer, in place of any before. */
  | { readonly name: 'wait'; readonly ms: number }
  | { readonly name: 'stop-waiting' }
  /** Finds out whether the connection is still there. */
  | { readonly name: 'probe' }
  | { readonly name: 'wipe' };

/** What a step takes from the world. */
export interface Chance {
  readonly now: number;
  readonly random: number;
}

export interface Step {
  readonly phase: Phase;
  readonly effects: readonly Effect[];
}

/** A socket that is not open and greeted by then never will be. */
export const openingMsMax = 20_000;

/** A connection that lived for less has failed, whatever it ended with: its successor must not come at once. */
export const briefMs = 1_000;

/** A connection that lived so long starts the pauses anew. */
export const steadyMs = 60_000;

const tokenExpired = 4401;
const draining = 4410;
const userChanged = 4411;
const deviceRevoked = 4503;

const untried: Tries = { attempt: 0, unmet: 0 };

/** One step. Events that mean nothing in a phase change nothing. */
export function step(phase: Phase, event: ConnectionEvent, chance: Chance): Step {
  const stay: Step = { phase, effects: [] };
  switch (event.name) {
    case 'out':
      return end(phase, { name: 'signed-out', out: event.out });
    case 'stop':
      return end(phase, { name: 'stopped', why: event.why });
    case 'start':
      return phase.name === 'signed-out' || phase.name === 'stopped' ? ask(untried, false) : stay;
    case 'token':
      return phase.name === 'asking' ? open(phase) : stay;
    case 'no-token':
      return phase.name === 'asking' ? pause(phase, event, chance) : stay;
    case 'welcome':
      return phase.name === 'opening' ? welcome(phase, chance) : stay;
    case 'lost':
      return phase.name === 'opening' || phase.name === 'live' ? lost(phase, event, chance) : stay;
    case 'drain':
      return phase.name === 'live' ? leave(phase, event.afterMs, chance) : stay;
    case 'due':
      return due(phase, chance);
    case 'wake':
      return wake(phase);
    case 'retry-now':
      return phase.name === 'waiting' || phase.name === 'stopped' ? again(phase) : stay;
  }
}

type Connected = Extract<Phase, { name: 'opening' | 'live' }>;

function end(phase: Phase, next: Phase): Step {
  const isRevoked = next.name === 'signed-out' && next.out.reason === 'revoked';
  const wipe: Effect[] = isRevoked ? [{ name: 'wipe' }] : [];
  return { phase: next, effects: [...leaving(phase), ...wipe] };
}

/** What a phase has going on is ended with it. */
function leaving(phase: Phase): Effect[] {
  switch (phase.name) {
    case 'opening':
    case 'live':
      return [{ name: 'stop-waiting' }, { name: 'drop' }];
    case 'waiting':
      return [{ name: 'stop-waiting' }];
    case 'asking':
    case 'signed-out':
    case 'stopped':
      return [];
  }
}

function ask({ attempt, unmet }: Tries, fresh: boolean): Step {
  return { phase: { name: 'asking', attempt, unmet, fresh }, effects: [{ name: 'ask-token', fresh }] };
}

function open({ attempt, unmet, fresh }: Extract<Phase, { name: 'asking' }>): Step {
  return {
    phase: { name: 'opening', attempt, unmet, fresh },
    effects: [{ name: 'open' }, { name: 'wait', ms: openingMsMax }],
  };
}

function welcome({ attempt }: Tries, { now }: Chance): Step {
  return {
    phase: { name: 'live', attempt, unmet: 0, since: now },
    effects: [{ name: 'stop-waiting' }],
  };
}

/** [L5] The close code is the instruction. */
function lost(phase: Connected, event: Extract<ConnectionEvent, { name: 'lost' }>, chance: Chance): Step {
  const { code } = event;
  if (code === deviceRevoked)
    return end(phase, { name: 'signed-out', out: { reason: 'revoked', by: event.by ?? null } });
  if (code >= 4500 && code <= 4999) return end(phase, { name: 'stopped', why: `closed with ${code}` });
  const effects = leaving(phase);
  const fresh = code === tokenExpired || code === userChanged;
  const tries = triesOf(phase, chance);
  // A connection that lived and only needs new tokens has not failed; one that was never greeted has.
  if (fresh && phase.name === 'live' && !wasBrief(phase, chance)) return after(effects, ask(tries, true));
  if (code === draining && phase.name === 'live' && phase.leavesAt !== undefined) {
    const ms = Math.max(0, phase.leavesAt - chance.now);
    return after(effects, wait(tries, { ms, why: 'asked', fresh }, chance));
  }
  const reached = phase.name === 'live' || code !== 1006;
  return after(
    effects,
    pause({ ...tries, fresh }, { ...event, reached, lived: phase.name === 'live' }, chance),
  );
}

function wasBrief({ since }: Extract<Phase, { name: 'live' }>, { now }: Chance): boolean {
  return Math.abs(now - since) < briefMs;
}

/** A connection that lived long enough has earned a new start. */
function triesOf(phase: Connected, { now }: Chance): Tries {
  if (phase.name === 'live' && Math.abs(now - phase.since) >= steadyMs) return untried;
  return { attempt: phase.attempt, unmet: phase.unmet };
}

/** Waits before the next attempt: as long as the server asks, else as long as chance says. */
function pause(
  { attempt, unmet, fresh }: Tries & { readonly fresh: boolean },
  {
    reached,
    retryAfterMs,
    lived = false,
  }: { reached: boolean; retryAfterMs?: number | undefined; lived?: boolean },
  chance: Chance,
): Step {
  const next = { attempt: attempt + 1, unmet: reached ? 0 : unmet + 1 };
  const own = backoffMs(next.attempt, chance.random);
  if (retryAfterMs !== undefined) return wait(next, { ms: retryAfterMs + own, why: 'asked', fresh }, chance);
  return wait(next, { ms: own, why: reached || lived ? 'lost' : 'unreachable', fresh }, chance);
}

function wait(
  { attempt, unmet }: Tries,
  { ms, why, fresh }: { ms: number; why: Why; fresh: boolean },
  { now }: Chance,
): Step {
  return {
    phase: { name: 'waiting', attempt, unmet, retryAt: now + ms, why, fresh },
    effects: [{ name: 'wait', ms }],
  };
}

/** [L6] Stays until it is closed, and comes back no sooner than it was told. */
function leave(phase: Extract<Phase, { name: 'live' }>, afterMs: number, { now }: Chance): Step {
  return { phase: { ...phase, leavesAt: now + afterMs }, effects: [{ name: 'wait', ms: afterMs }] };
}

function due(phase: Phase, chance: Chance): Step {
  if (phase.name === 'waiting') return ask(phase, phase.fresh);
  if (phase.name === 'opening') return after([{ name: 'drop' }], pause(phase, { reached: false }, chance));
  if (phase.name === 'live' && phase.leavesAt !== undefined) {
    const tries = triesOf(phase, chance);
    const next = wasBrief(phase, chance)
      ? pause({ ...tries, fresh: false }, { reached: true }, chance)
      : ask(tries, false);
    return after([{ name: 'drop' }], next);
  }
  return { phase, effects: [] };
}

/** What the server asked for holds while the machine wakes; what was only caution does not. */
function wake(phase: Phase): Step {
  if (phase.name === 'live') return { phase, effects: [{ name: 'probe' }] };
  if (phase.name === 'waiting' && phase.why !== 'asked') return again(phase);
  return { phase, effects: [] };
}

function again(phase: Extract<Phase, { name: 'waiting' | 'stopped' }>): Step {
  if (phase.name === 'stopped') return ask(untried, true);
  return after([{ name: 'stop-waiting' }], ask(phase, phase.fresh));
}

function after(effects: readonly Effect[], { phase, effects: more }: Step): Step {
  return { phase, effects: [...effects, ...more] };
}
