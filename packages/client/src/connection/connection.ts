/** Drives the machine: performs its effects and tells it what happened. Owns the one socket and the one timer. */
import type { ErrorBody } from '@kith/protocol';
import type { Environment } from '../environment/environment.ts';
import { type Cancel, Cell } from '../observable.ts';
import type { Session } from '../session/session.ts';
import type { Notice } from '../wire/frames.ts';
import type { Calls } from './calls.ts';
import { Heartbeat } from './heartbeat.ts';
import { type Hello, Link, nonsense } from './link.ts';
import { type ConnectionEvent, type Effect, type Phase, step } from './machine.ts';

/** [V6] Where a server does not publish them. */
const usualLimits = { pingMs: 25_000, pongMs: 10_000 };

/** Whatever is published, silence is nothing to ask about sooner. */
const quietMsMin = 1_000;

/** Pause between attempts to renew the token of a connection that lives. */
const renewAgainMs = 5_000;

/** Another tab of this browser may be who logged in: it has the answer by then, and with it a session for all. */
const replacedMs = 2_000;

export interface ConnectionMeans {
  readonly environment: Environment;
  readonly url: string;
  readonly session: Session;
  readonly calls: Calls;
  /** The position to resume from; undefined: none. */
  readonly since: () => string | undefined;
  /** Missed events of one chat up to which they are replayed; undefined: all are. */
  readonly limit: () => number | undefined;
  /** The server took the hello; calls that wait are sent next. */
  readonly onHello: (hello: Hello) => void;
  /** Calls go through. The state is taken now; `welcome()` tells when that is done. */
  readonly onReady: (hello: Hello, since: string | undefined) => void;
  readonly onNotice: (notice: Notice) => void;
  /** The server said what cannot be taken: part of it may have been. */
  readonly onNonsense: () => void;
  /** Says something that will be answered: is the server still there? */
  readonly ask: () => void;
}

interface Live {
  readonly link: Link;
  /** What it said hello with. */
  since: string | undefined;
  heartbeat: Heartbeat | undefined;
  renewing: Cancel | undefined;
}

/** The connection of a client: at most one socket at a time. */
export class Connection {
  readonly phase = new Cell<Phase>({ name: 'signed-out', out: { reason: 'never' } });
  readonly #means: ConnectionMeans;
  /** When the server was last heard, by this machine's clock. */
  contactAt: number;
  limits: Hello['limits'] = {};
  #timer: Cancel | undefined;
  #live: Live | undefined;
  #token = { token: '', renewInMs: 0 };
  #asked = 0;
  readonly #told: ConnectionEvent[] = [];
  #isStepping = false;

  constructor(means: ConnectionMeans) {
    this.#means = means;
    this.contactAt = means.environment.now();
  }

  /** Tells the machine. What is told during a step is the next step. */
  tell(event: ConnectionEvent): void {
    this.#told.push(event);
    if (this.#isStepping) return;
    this.#isStepping = true;
    try {
      for (let next = this.#told.shift(); next !== undefined; next = this.#told.shift()) this.#step(next);
    } finally {
      this.#isStepping = false;
    }
  }

  #step(event: ConnectionEvent): void {
    const { environment } = this.#means;
    const chance = { now: environment.now(), random: environment.random() };
    const { phase, effects } = step(this.phase.get(), event, chance);
    for (const effect of effects) this.#perform(effect);
    this.phase.set(phase);
  }

  /** The state is taken: what is shown is what the server has. */
  welcome(): void {
    this.tell({ name: 'welcome' });
  }

  /** Gives the connection up and makes a new one. */
  cut(code = 1006): void {
    this.tell({ name: 'lost', code });
  }

  /** The device logged in anew somewhere: a refresh tells whether that ended the session here. */
  replaced(): void {
    if (this.#live !== undefined) this.#renewIn(this.#live, replacedMs);
  }

  #perform(effect: Effect): void {
    switch (effect.name) {
      case 'ask-token':
        void this.#askToken(effect.fresh);
        return;
      case 'open':
        this.#open();
        return;
      case 'drop':
        this.#drop();
        return;
      case 'wait':
        this.#timer?.();
        this.#timer = this.#means.environment.after(effect.ms, () => this.tell({ name: 'due' }));
        return;
      case 'stop-waiting':
        this.#timer?.();
        this.#timer = undefined;
        return;
      case 'probe':
        this.#live?.heartbeat?.wake();
        return;
      case 'wipe':
        void this.#means.session.wipe();
    }
  }

  async #askToken(fresh: boolean): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const answer = await this.#means.session.token({ fresh });
    // An answer to an earlier question, or one that nobody waits for any more, says nothing.
    if (asked !== this.#asked || this.phase.get().name !== 'asking') return;
    switch (answer.kind) {
      case 'token':
        this.#token = answer;
        this.tell({ name: 'token' });
        return;
      case 'later':
        this.tell({ ...answer, name: 'no-token' });
        return;
      default:
        this.#over(answer);
    }
  }

  #over(
    answer: { kind: 'ended' } | { kind: 'revoked'; by: string | null } | { kind: 'refused'; code: string },
  ): void {
    if (answer.kind === 'refused') this.tell({ name: 'stop', why: answer.code });
    else if (answer.kind === 'revoked') this.tell({ name: 'out', out: { reason: 'revoked', by: answer.by } });
    else {
      void this.#means.session.expire();
      this.tell({ name: 'out', out: { reason: 'expired' } });
    }
  }

  #open(): void {
    const { environment, url, calls, since, limit, onNotice } = this.#means;
    this.#drop();
    const link = new Link(environment, url, {
      hello: () => {
        const position = since();
        if (this.#live?.link === link) this.#live.since = position;
        return { token: this.#token.token, since: position, limit: limit() };
      },
      greeted: (hello) => this.#greeted(link, hello),
      notice: (notice) => {
        if (notice.kind === 'drain')
          this.tell({ name: 'drain', afterMs: msIn(notice.params.reconnectAfterMs, 0) });
        else onNotice(notice);
      },
      result: (id, result) => calls.answered(id, result),
      error: (id, error: ErrorBody) => calls.refused(id, error),
      heard: () => {
        this.contactAt = environment.now();
        this.#live?.heartbeat?.heard();
      },
      ended: (ended) => {
        this.#end();
        if (ended.code === nonsense) this.#means.onNonsense();
        this.tell({ name: 'lost', ...ended });
      },
    });
    this.#live = { link, since: undefined, heartbeat: undefined, renewing: undefined };
  }

  #greeted(link: Link, hello: Hello): void {
    const live = this.#live;
    if (live?.link !== link) return;
    const { environment, calls, onHello, onReady, ask } = this.#means;
    const pingMs = msIn(hello.limits.pingMs, usualLimits.pingMs);
    const pongMs = msIn(hello.limits.pongMs, usualLimits.pongMs);
    this.limits = hello.limits;
    live.heartbeat = new Heartbeat(
      { environment, ask, onSilence: () => this.cut() },
      { quietMs: Math.max(pingMs + pongMs, quietMsMin), answerMs: pongMs },
    );
    this.#renewIn(live, this.#token.renewInMs);
    onHello(hello);
    calls.connected((text) => link.send(text));
    onReady(hello, live.since);
  }

  /** [L1] Keeps a live connection past the end of its token. */
  #renewIn(live: Live, ms: number): void {
    live.renewing?.();
    live.renewing = this.#means.environment.after(ms, () => void this.#renew(live));
  }

  async #renew(live: Live): Promise<void> {
    const { session, calls } = this.#means;
    const answer = await session.token({ fresh: true });
    if (this.#live !== live) return;
    if (answer.kind === 'later') this.#renewIn(live, renewAgainMs);
    else if (answer.kind !== 'token') this.#over(answer);
    else {
      this.#token = answer;
      this.#renewIn(live, answer.renewInMs);
      // Where the server will not have it, it closes with 4401 in time, and the newer token is at hand.
      await calls.call('auth.renew', { token: answer.token }, 'bound').catch(() => undefined);
    }
  }

  #drop(): void {
    this.#live?.link.drop();
    this.#end();
  }

  #end(): void {
    this.#live?.heartbeat?.stop();
    this.#live?.renewing?.();
    this.#live = undefined;
    this.#means.calls.disconnected();
  }
}

/** A time as the server tells it; what is none is `otherwise`. */
function msIn(told: unknown, otherwise: number): number {
  return typeof told === 'number' && told >= 0 ? told : otherwise;
}
