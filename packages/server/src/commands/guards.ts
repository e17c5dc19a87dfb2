/** The guards: every rate of the commands room in one place. */
import { type Limits, type Refusal, refuse } from '@kith/protocol';
import type { Clock } from '../base/clock.ts';
import { RateLimiter } from '../base/rate.ts';
import { LoginGuard } from './login-guard.ts';

/** Registrations of one address: a school class at once, then one every 2 s. */
const registrations = { perSecond: 1 / 2, burst: 30 };

/** Commands that cost much, of one device: five at once, then one every 10 s. */
const heavies = { perSecond: 1 / 10, burst: 5 };

/** Snapshots of one device: whoever resumes needs few, and each costs up to all that it may read. */
const snapshots = { perSecond: 1, burst: 30 };

/** Wrong link codes of the whole server: above this rate guesses are slowed, and never refused. */
const breaker = { perSecond: 2, burst: 100 };
const breakerMs = 1_000;

/** Rates by device, address and account. With `on: false` nothing ever waits. */
export class Guards {
  /** Wrong passwords and recovery codes by account and address. */
  readonly login: LoginGuard;
  /** Wrong link codes by device and address. */
  readonly links: LoginGuard;
  /** Wrong link codes by user; far more are free, so that a stranger does not easily block a user's linking. */
  readonly linkUsers: LoginGuard;
  readonly #clock: Clock;
  readonly #on: boolean;
  readonly #frames: RateLimiter;
  readonly #sends: RateLimiter;
  readonly #heavy = new RateLimiter(heavies);
  readonly #snapshots = new RateLimiter(snapshots);
  readonly #connects: RateLimiter;
  readonly #registrations: RateLimiter;
  readonly #breaker: RateLimiter;

  constructor({ clock, limits, on }: { clock: Clock; limits: Limits; on: boolean }) {
    this.#clock = clock;
    this.#on = on;
    this.#frames = new RateLimiter({ perSecond: limits.frameRate, burst: limits.frameBurst });
    this.#sends = new RateLimiter({ perSecond: limits.sendRate, burst: limits.sendBurst });
    this.#connects = new RateLimiter({ perSecond: limits.connectRate, burst: limits.connectBurst });
    this.#registrations = new RateLimiter(registrations);
    this.#breaker = new RateLimiter(breaker);
    this.login = new LoginGuard(clock, limits.loginFails);
    this.links = new LoginGuard(clock, limits.linkGuesses);
    this.linkUsers = new LoginGuard(clock, limits.linkGuesses * 10);
  }

  /** A call by a device, or by an address without a token. */
  frame(key: string): Refusal | undefined {
    return this.#take(this.#frames, key);
  }

  /** A command that changes something. */
  send(key: string): Refusal | undefined {
    return this.#take(this.#sends, key);
  }

  /** A command that costs much, by device. */
  heavy(key: string): Refusal | undefined {
    return this.#take(this.#heavy, key);
  }

  /** A snapshot for a device. */
  snapshot(device: string): Refusal | undefined {
    return this.#take(this.#snapshots, device);
  }

  /** A new socket of an address. */
  connect(ip: string): Refusal | undefined {
    return this.#take(this.#connects, ip);
  }

  /** A new device from an address. */
  register(ip: string): Refusal | undefined {
    return this.#take(this.#registrations, ip);
  }

  /** A guess under these keys: refused while one of them must wait. */
  guess(guard: LoginGuard, keys: readonly string[]): Refusal | undefined {
    if (!this.#on) return undefined;
    const waitMs = Math.max(...keys.map((key) => guard.waitMs(key)));
    return waitMs > 0 ? refuse('rate-limited', { retryAfterMs: waitMs }) : undefined;
  }

  /** Waits where the whole server sees too many wrong link codes: a stranger may slow linking, never block it. */
  async slowDown(): Promise<void> {
    if (!this.#on || this.#breaker.take('all', this.#clock.monotonic()) === 0) return;
    await new Promise<void>((go) => this.#clock.after(breakerMs, go));
  }

  #take(limiter: RateLimiter, key: string): Refusal | undefined {
    if (!this.#on) return undefined;
    const waitMs = limiter.take(key, this.#clock.monotonic());
    return waitMs > 0 ? refuse('rate-limited', { retryAfterMs: waitMs }) : undefined;
  }
}
