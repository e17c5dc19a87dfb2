/** The guards: every rate of the commands room in one place. */
import { type Limits, type Refusal, refuse } from '@kith/protocol';
import type { Clock } from '../base/clock.ts';
import { RateLimiter } from '../base/rate.ts';
import { Tally } from '../base/tally.ts';
import { LoginGuard, type Verdict } from './login-guard.ts';

/** Registrations of one address: a school class at once, then one every 2 s. */
const registrations = { perSecond: 1 / 2, burst: 30 };

/** Commands that cost much, of one device: five at once, then one every 10 s. */
const heavies = { perSecond: 1 / 10, burst: 5 };

/** Searches of one device: as fast as somebody types, for a while. */
const searches = { perSecond: 2, burst: 10 };

/** People whom one device puts into chats that it begins: a whole group at once, then no faster than one by one. */
const guestRate = 10;

/** Snapshots of one device: whoever resumes needs few, and each costs up to all that it may read. */
const snapshots = { perSecond: 1, burst: 30 };

/** Passwords of one address, right or wrong: each costs a core some 20 ms, and all wait in one queue. */
const passwords = { perSecond: 2, burst: 10 };

/** Wrong link codes of the whole server: above this rate guesses are slowed, and never refused. */
const breaker = { perSecond: 2, burst: 100 };
const breakerMs = 1_000;

/** What guesses are counted by, and where. */
export type GuessKey = readonly [guard: LoginGuard, key: string];

/** What is refused at too high a rate. */
export const guarded = [
  'frame',
  'send',
  'op',
  'heavy',
  'search',
  'guest',
  'snapshot',
  'connect',
  'register',
  'password',
  'guess',
] as const;

type Guarded = (typeof guarded)[number];

/** Rates by device, address and account. With `on: false` nothing ever waits. */
export class Guards {
  /** Wrong passwords and recovery codes by account and address. */
  readonly login: LoginGuard;
  /** Wrong link codes by device and address. */
  readonly links: LoginGuard;
  /** Wrong link codes by user; far more are free, so that a stranger does not easily block a user's linking. */
  readonly linkUsers: LoginGuard;
  /** Refusals so far. */
  readonly refused = new Tally<Guarded>();
  readonly #clock: Clock;
  readonly #on: boolean;
  readonly #frames: RateLimiter;
  readonly #sends: RateLimiter;
  readonly #ops: RateLimiter;
  readonly #opsBurst: number;
  readonly #passwords = new RateLimiter(passwords);
  readonly #heavy = new RateLimiter(heavies);
  readonly #searches = new RateLimiter(searches);
  readonly #guests: RateLimiter;
  readonly #guestBurst: number;
  readonly #snapshots = new RateLimiter(snapshots);
  readonly #connects: RateLimiter;
  readonly #registrations: RateLimiter;
  readonly #breaker: RateLimiter;

  constructor({ clock, limits, on }: { clock: Clock; limits: Limits; on: boolean }) {
    this.#clock = clock;
    this.#on = on;
    this.#frames = new RateLimiter({ perSecond: limits.frameRate, burst: limits.frameBurst });
    this.#sends = new RateLimiter({ perSecond: limits.sendRate, burst: limits.sendBurst });
    this.#guestBurst = limits.groupMembers;
    this.#guests = new RateLimiter({ perSecond: guestRate, burst: this.#guestBurst });
    this.#opsBurst = limits.settingOpBurst;
    this.#ops = new RateLimiter({ perSecond: limits.settingOpRate, burst: limits.settingOpBurst });
    this.#connects = new RateLimiter({ perSecond: limits.connectRate, burst: limits.connectBurst });
    this.#registrations = new RateLimiter(registrations);
    this.#breaker = new RateLimiter(breaker);
    this.login = new LoginGuard(clock, limits.loginFails);
    this.links = new LoginGuard(clock, limits.linkGuesses);
    this.linkUsers = new LoginGuard(clock, limits.linkGuesses * 10);
  }

  /** A call by a device, or by an address without a token. */
  frame(key: string): Refusal | undefined {
    return this.#take('frame', this.#frames, key);
  }

  /** A command that changes something. */
  send(key: string): Refusal | undefined {
    return this.#take('send', this.#sends, key);
  }

  /** So many ops of one call. A call that is larger than the burst waits for a full rest, and not for ever. */
  ops(device: string, count: number): Refusal | undefined {
    return this.#take('op', this.#ops, device, Math.min(count, this.#opsBurst));
  }

  /** A password to be hashed for an address. */
  password(ip: string): Refusal | undefined {
    return this.#take('password', this.#passwords, ip);
  }

  /** A command that costs much, by device. */
  heavy(key: string): Refusal | undefined {
    return this.#take('heavy', this.#heavy, key);
  }

  /** A search, by device. */
  search(key: string): Refusal | undefined {
    return this.#take('search', this.#searches, key);
  }

  /** So many people of one new chat: each of them costs an event, like a command of its own. */
  guests(device: string, count: number): Refusal | undefined {
    return this.#take('guest', this.#guests, device, Math.min(count, this.#guestBurst));
  }

  /** A snapshot for a device. */
  snapshot(device: string): Refusal | undefined {
    return this.#take('snapshot', this.#snapshots, device);
  }

  /** A new socket of an address. */
  connect(ip: string): Refusal | undefined {
    return this.#take('connect', this.#connects, ip);
  }

  /** A new device from an address. */
  register(ip: string): Refusal | undefined {
    return this.#take('register', this.#registrations, ip);
  }

  /**
   * Has a guess looked at, unless one of its keys must wait.
   *
   * It may be wrong until it is known to be none: many at once are no more than one by one.
   */
  async guess<T>(
    keys: readonly GuessKey[],
    look: () => Promise<T>,
    judge: (outcome: T) => Verdict,
  ): Promise<T | Refusal> {
    if (!this.#on) return look();
    const waitMs = Math.max(...keys.map(([guard, key]) => guard.waitMs(key)));
    if (waitMs > 0) return this.#refuse('guess', waitMs);
    const ends = keys.map(([guard, key]) => guard.begin(key));
    let verdict: Verdict = 'neither';
    try {
      const outcome = await look();
      verdict = judge(outcome);
      return outcome;
    } finally {
      for (const end of ends) end(verdict);
    }
  }

  /** Waits where the whole server sees too many wrong link codes: a stranger may slow linking, never block it. */
  async slowDown(): Promise<void> {
    if (!this.#on || this.#breaker.take('all', this.#clock.monotonic()) === 0) return;
    await new Promise<void>((go) => this.#clock.after(breakerMs, go));
  }

  #take(what: Guarded, limiter: RateLimiter, key: string, count = 1): Refusal | undefined {
    if (!this.#on) return undefined;
    const waitMs = limiter.take(key, this.#clock.monotonic(), count);
    return waitMs > 0 ? this.#refuse(what, waitMs) : undefined;
  }

  #refuse(what: Guarded, retryAfterMs: number): Refusal {
    this.refused.add(what);
    return refuse('rate-limited', { retryAfterMs });
  }
}
