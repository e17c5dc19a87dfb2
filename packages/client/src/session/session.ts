/** The session: which device is logged in here, and a token that is good now. Network faults never end it. */
import type { ErrorBody, ErrorCode, Result } from '@kith/protocol';
import type { Environment } from '../environment/environment.ts';
import { Unreachable } from '../errors.ts';
import { Cell } from '../observable.ts';
import type { Answered, CallHttp } from '../wire/http.ts';
import { lifeOf, renewAfterMs } from './access-token.ts';
import { bare, type Remembered, type RememberedDevice } from './remembered.ts';
import { ServerLine } from './server-line.ts';

/** What came of asking for a token. */
export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string; readonly renewInMs: number }
  /** The session has ended: a person must log in. */
  | { readonly kind: 'ended' }
  /** The device was signed out for good; `by` is the label of the device that did it. */
  | { readonly kind: 'revoked'; readonly by: string | null }
  /** Not now. `reached`: a server said so. */
  | { readonly kind: 'later'; readonly reached: boolean; readonly retryAfterMs?: number | undefined }
  /** The server will not have it, whatever is tried. */
  | { readonly kind: 'refused'; readonly code: ErrorCode };

type Tokens = Result<'sessions.create'>;

interface Held {
  readonly device: RememberedDevice;
  readonly accessToken: string | undefined;
  readonly renewAt: number;
  readonly refreshToken: string | undefined;
}

export interface SessionMeans {
  readonly environment: Environment;
  readonly http: CallHttp;
  readonly remembered: Remembered;
  /** The refresh token stands in a cookie. */
  readonly cookie: boolean;
}

/** Holds at most one session. */
export class Session {
  /** The device that is logged in; null: none. */
  readonly device = new Cell<RememberedDevice | null>(null);
  /** Devices that logged in here before, the latest first. */
  readonly devices = new Cell<readonly RememberedDevice[]>([]);
  readonly line: ServerLine;
  readonly #means: SessionMeans;
  #held: Held | undefined;
  #refreshing: Promise<TokenAnswer> | undefined;

  constructor(means: SessionMeans) {
    this.#means = means;
    this.line = new ServerLine(means.environment.now);
  }

  /** Takes up the session of a remembered device, by default of the last one. Says whether there is one. */
  async resume(id?: string): Promise<boolean> {
    const { current, devices } = await this.#means.remembered.read();
    this.devices.set(bare(devices));
    const found = devices.find((it) => it.id === (id ?? current));
    if (found === undefined || (!this.#means.cookie && found.refreshToken === undefined)) return false;
    const { refreshToken } = found;
    this.#hold({
      device: { id: found.id, name: found.name },
      accessToken: undefined,
      renewAt: 0,
      refreshToken,
    });
    return true;
  }

  /** Takes tokens that were just given: kept first, used then. Throws `Unreachable` where they are none. */
  async take(tokens: Tokens, askedAt: number): Promise<void> {
    this.#hold(await this.#kept(tokens, askedAt));
  }

  /** The tokens as they are held, once the storage has them or cannot. */
  async #kept(tokens: Tokens, askedAt: number): Promise<Held> {
    if (!areTokens(tokens)) throw new Unreachable('what answered gave no tokens');
    const { environment, remembered } = this.#means;
    const { accessToken, refreshToken, device } = tokens;
    const life = lifeOf(accessToken);
    if (life.issuedAt !== undefined) this.line.learn(life.issuedAt, askedAt);
    const kept = refreshToken === undefined ? device : { ...device, refreshToken };
    // Where it cannot be kept the session still goes on; it is only not resumed.
    const devices = await remembered.keep(kept).catch(() => this.devices.get());
    this.devices.set(devices);
    const renewAt = Math.min(askedAt, environment.now()) + renewAfterMs(life);
    return { device, accessToken, renewAt, refreshToken };
  }

  /** A token that is good, refreshed where needed; `fresh`: the one in hand was refused. */
  async token({ fresh = false }: { fresh?: boolean } = {}): Promise<TokenAnswer> {
    const held = this.#held;
    if (held === undefined) return { kind: 'ended' };
    const inHand = fresh ? undefined : this.#inHand(held);
    if (inHand !== undefined) return inHand;
    // One refresh at a time: whoever asks meanwhile gets its answer.
    this.#refreshing ??= this.#refresh(held).finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** Ends it here, and at the server where that can be reached. The device stays remembered. */
  async end(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    await this.expire();
    await this.#tellEnd(held);
  }

  /** The server has ended it. It is told nothing: a cookie may be of a newer session by now. */
  async expire(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    this.#drop();
    this.devices.set(await this.#means.remembered.end(held.device).catch(() => this.devices.get()));
  }

  /** Forgets the session and the device: it was revoked. */
  async wipe(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    this.#drop();
    await this.#forget(held.device.id);
    if (this.#means.cookie) await this.#tellEnd(held);
  }

  /** Forgets a remembered device, and ends the session that it could have gone on with. */
  async forget(id: string): Promise<void> {
    const { remembered, cookie } = this.#means;
    const known = (await remembered.read()).devices.find((it) => it.id === id);
    await this.#forget(id);
    // A cookie is out of reach for scripts: only the server takes it away.
    if (known !== undefined && (cookie || known.refreshToken !== undefined))
      await this.#tellEnd({ device: known, refreshToken: known.refreshToken });
  }

  async #forget(id: string): Promise<void> {
    this.devices.set(await this.#means.remembered.forget(id).catch(() => this.devices.get()));
  }

  #hold(held: Held): void {
    this.#held = held;
    const known = this.device.get();
    if (known?.id !== held.device.id || known.name !== held.device.name) this.device.set(held.device);
  }

  #drop(): void {
    this.#held = undefined;
    this.device.set(null);
  }

  /** The token in hand, unless its time is over by this clock; where that was set back, the server's refusal says so. */
  #inHand({ accessToken, renewAt }: Held): TokenAnswer | undefined {
    const renewInMs = renewAt - this.#means.environment.now();
    if (accessToken === undefined || renewInMs <= 0) return undefined;
    return { kind: 'token', token: accessToken, renewInMs };
  }

  async #refresh(held: Held): Promise<TokenAnswer> {
    try {
      const name = `kith refresh ${held.device.id}`;
      return await this.#means.environment.exclusively(name, () => this.#refreshAlone(held));
    } catch {
      return { kind: 'later', reached: false };
    }
  }

  /** What a refresh comes to whose session went while it was under way: a newer one of the device is in hand. */
  #outrun({ device }: Held): TokenAnswer {
    const now = this.#held;
    if (now?.device.id !== device.id) return { kind: 'ended' };
    return this.#inHand(now) ?? { kind: 'later', reached: true };
  }

  async #refreshAlone(held: Held): Promise<TokenAnswer> {
    const { environment } = this.#means;
    const askedAt = environment.now();
    const answered = await this.#ask(held);
    if (this.#held !== held) return this.#outrun(held);
    if (!answered.ok) return refusal(answered.error);
    const renewed = await this.#kept(answered.result, askedAt);
    // What ended it meanwhile is written after what was kept here.
    if (this.#held !== held) return this.#outrun(held);
    this.#hold(renewed);
    const { accessToken } = answered.result;
    return { kind: 'token', token: accessToken, renewInMs: renewAfterMs(lifeOf(accessToken)) };
  }

  /** Another tab or process may have refreshed since: its token is the newer one. */
  async #ask({ device, refreshToken }: Held): Promise<Answered<Tokens>> {
    const { http, remembered, cookie } = this.#means;
    if (cookie) return http('sessions.refresh', { device: device.id });
    const kept = (await remembered.read()).devices.find(({ id }) => id === device.id)?.refreshToken;
    return http('sessions.refresh', { refreshToken: kept ?? refreshToken ?? '' });
  }

  async #tellEnd({ device, refreshToken }: Pick<Held, 'device' | 'refreshToken'>): Promise<void> {
    const which = this.#means.cookie ? { device: device.id } : { refreshToken };
    // Best effort: here it is over in any case.
    await this.#means.http('sessions.end', which).catch(() => undefined);
  }
}

/** Captive portals and other servers answer everything with 200. */
function areTokens(told: unknown): told is Tokens {
  const { accessToken, device } = (told ?? {}) as Partial<Tokens>;
  return typeof accessToken === 'string' && typeof device?.id === 'string' && typeof device.name === 'string';
}

function refusal({ code, retry, retryAfterMs, by }: ErrorBody): TokenAnswer {
  if (code === 'device-revoked') return { kind: 'revoked', by: by ?? null };
  if (retry === 'after-login') return { kind: 'ended' };
  if (retry === 'never') return { kind: 'refused', code };
  return { kind: 'later', reached: true, retryAfterMs };
}
