/** Signing in and out: registration, login, recovery, and the devices that this place remembers. */
import type { MethodName, Result } from '@kith/protocol';
import type { Connection } from './connection/connection.ts';
import type { Environment } from './environment/environment.ts';
import { gaveUp, KithError } from './errors.ts';
import type { RememberedDevice } from './session/remembered.ts';
import type { Session } from './session/session.ts';
import type { CallHttp } from './wire/http.ts';
import { checkParams } from './wire/json.ts';

/** A person's password (8 to 256 characters) or a program's secret (22 to 256 of base64url, from a random source). */
export type Credential = { readonly password: string } | { readonly secret: string };

/** A new device. */
export type Registration = Credential & {
  /** The login name, unique on the server. */
  readonly name: string;
  /** Default: the client's. */
  readonly platform?: string;
  /** Where the server asks for one. */
  readonly invite?: string;
};

/** A device that is registered: its name or id, and its credential. */
export type Login = Credential & { readonly device: string };

/** A recovery code of a user lets a registered device in. All other devices are revoked unless `keepDevices`. */
export interface Recovery {
  readonly handle: string;
  readonly code: string;
  /** Name or id of the device. */
  readonly device: string;
  /** Its password or secret; not needed where it is logged in here, or named by id within an hour of its registration. */
  readonly secret?: string;
  readonly keepDevices?: boolean;
}

export interface SignInMeans {
  readonly environment: Environment;
  readonly http: CallHttp;
  readonly session: Session;
  readonly connection: Connection;
  readonly cookie: boolean;
  /** What a new device runs on. */
  readonly platform: string | undefined;
  /** Nothing of whoever was here before stays. */
  readonly clear: () => void;
  /** This device is here now. */
  readonly enter: (device: string) => void;
  /** The device whose state is held. */
  readonly holder: { id: string | undefined };
}

type Entrance = Extract<MethodName, 'devices.register' | 'sessions.create' | 'sessions.recover'>;

export class SignIn {
  readonly #means: SignInMeans;

  constructor(means: SignInMeans) {
    this.#means = means;
  }

  /** Registers a device and logs it in. */
  async register(given: Registration): Promise<void> {
    const { platform } = this.#means;
    const { device } = await this.#ask('devices.register', { ...(platform && { platform }), ...given });
    await this.login({ ...credentialOf(given), device: device.id });
  }

  async login({ device, ...credential }: Login): Promise<void> {
    const secret = 'password' in credential ? credential.password : credential.secret;
    await this.#enter('sessions.create', { device, secret });
  }

  async recover(given: Recovery): Promise<void> {
    await this.#enter('sessions.recover', { ...given });
  }

  /** Goes on as a remembered device, by default the last one. Says whether there was one. */
  async resume(id?: string): Promise<boolean> {
    const isThere = await this.#means.session.resume(id);
    if (isThere) this.#begin();
    return isThere;
  }

  async logout(): Promise<void> {
    const { session, connection, clear } = this.#means;
    connection.tell({ name: 'out', out: { reason: 'ended' } });
    clear();
    await session.end();
  }

  async #enter(method: 'sessions.create' | 'sessions.recover', params: object): Promise<void> {
    const { environment, session, cookie } = this.#means;
    // Whoever is logged in here proves by it to be that device ([U6]).
    const proof = method === 'sessions.recover' ? await session.token() : undefined;
    const askedAt = environment.now();
    const tokens: Result<'sessions.create'> = await this.#ask(
      method,
      cookie ? { ...params, cookie } : params,
      proof?.kind === 'token' ? proof.token : undefined,
    );
    await session.take(tokens, askedAt).catch(unreachable);
    this.#begin();
  }

  /** What another device held here is not shown to this one. */
  #begin(): void {
    const { session, connection, clear, enter, holder } = this.#means;
    const id = session.device.get()?.id;
    connection.tell({ name: 'out', out: { reason: 'ended' } });
    if (holder.id !== undefined && holder.id !== id) clear();
    holder.id = id;
    if (id !== undefined) enter(id);
    connection.tell({ name: 'start' });
  }

  /** Asks for what is answered with a device. */
  async #ask<M extends Entrance>(method: M, params: object, token?: string): Promise<Result<M>> {
    checkParams(params);
    const answered = await this.#means.http(method, params, token).catch(unreachable);
    if (!answered.ok) throw new KithError(answered.error);
    const { device } = (answered.result ?? {}) as { readonly device?: Partial<RememberedDevice> | null };
    return typeof device?.id === 'string' ? answered.result : unreachable();
  }
}

/** Nobody answered, or something that is no Kith. */
function unreachable(): never {
  throw gaveUp('the server cannot be reached');
}

function credentialOf(given: Credential): Credential {
  return 'password' in given ? { password: given.password } : { secret: given.secret };
}
