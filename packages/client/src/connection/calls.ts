/** Calls over the connection: each is answered once, sent again with the same body where that is safe, in order. */
import type { CallId, ErrorBody, MethodName, Result } from '@kith/protocol';
import type { Environment } from '../environment/environment.ts';
import { gaveUp, KithError, signedOut } from '../errors.ts';
import { type Cancel, Listeners } from '../observable.ts';
import { callFrame } from '../wire/frames.ts';
import { checkParams, isLonger } from '../wire/json.ts';
import { backoffMs } from './backoff.ts';

/** A timed call that is not answered by then is given up. */
const timedMsMax = 15_000;

/** [V6] Where the server does not publish it. */
const usualFrameBytes = 256 * 1024;

/** Long enough that the refusals of what was sent behind a put-off call have come. */
const putOffMsMin = 100;

/**
 * What may become of a call whose answer is lost:
 * `lasting`: it is sent again until it is answered. `timed`: the same, for 15 s. `bound`: it belongs to its
 * connection and fails with it.
 */
export type Kind = 'lasting' | 'timed' | 'bound';

interface Call {
  readonly method: MethodName;
  /** Computed anew at every send. */
  readonly params: () => object;
  readonly kind: Kind;
  readonly resolve: (result: never) => void;
  readonly reject: (error: KithError) => void;
  /** On the wire, and not answered. */
  sent: boolean;
  putOff: number;
  /** What it is rejected with when its time is over: why it was put off last. */
  late: KithError;
  logins: number;
  cancelTimeout: Cancel | undefined;
}

/** Writes a frame. */
export type Send = (text: string) => void;

export interface CallsMeans {
  readonly environment: Pick<Environment, 'after' | 'random'>;
  /** The tokens were refused: a new connection with fresh ones is needed. */
  readonly onStaleLogin: () => void;
  /** What the server published. */
  readonly limits: () => Readonly<Record<string, number>>;
  /** Nobody is logged in: a call would wait for nothing. */
  readonly isOut: () => boolean;
}

/** The calls that are not answered, oldest first. */
export class Calls {
  /** Tells why nobody will answer any more, whenever that is so. */
  readonly failures = new Listeners<KithError>();
  readonly #means: CallsMeans;
  readonly #calls = new Map<number, Call>();
  #lastId = 0;
  #send: Send | undefined;
  #holding: Cancel | undefined;

  constructor(means: CallsMeans) {
    this.#means = means;
  }

  /** Calls a method when there is a connection. Rejects with `KithError`. */
  call<M extends MethodName>(method: M, params: object | (() => object), kind: Kind): Promise<Result<M>> {
    return new Promise((resolve, reject) => {
      const make = typeof params === 'function' ? (params as () => object) : () => params;
      checkParams(make(), this.#means.limits());
      if (this.#means.isOut()) throw signedOut();
      this.#lastId += 1;
      const id = this.#lastId;
      const call: Call = {
        method,
        params: make,
        kind,
        resolve,
        reject,
        sent: false,
        putOff: 0,
        late: gaveUp('no answer in time'),
        logins: 0,
        cancelTimeout:
          kind === 'timed'
            ? this.#means.environment.after(timedMsMax, () => this.#fail(id, call.late))
            : undefined,
      };
      this.#calls.set(id, call);
      if (kind === 'bound' && this.#send === undefined) this.#fail(id, gaveUp('not connected'));
      else this.#sendOne(id, call);
    });
  }

  /** The connection takes calls: what is not answered is sent again, in order. */
  connected(send: Send): void {
    this.#send = send;
    this.#release();
  }

  /** The connection is gone, and with it the answers that were on their way. */
  disconnected(): void {
    this.#send = undefined;
    for (const [id, call] of [...this.#calls]) {
      call.sent = false;
      if (call.kind === 'bound') this.#fail(id, gaveUp('the connection was lost'));
    }
  }

  /** An answer came. */
  answered(id: CallId, result: unknown): void {
    const call = this.#take(id);
    call?.resolve(result as never);
  }

  /** [E2] A refusal came; `retry` is the instruction. */
  refused(id: CallId, error: ErrorBody): void {
    const call = this.#calls.get(Number(id));
    if (call === undefined) return;
    // A wait that is longer than the call may take is the person's, not the client's.
    const isLong = call.kind === 'timed' && (error.retryAfterMs ?? 0) >= timedMsMax;
    if (error.retry === 'later' && call.kind !== 'bound' && !isLong) this.#putOff(call, error);
    else if (error.retry === 'after-login' && call.logins < 1 && call.kind !== 'bound') {
      call.logins += 1;
      call.sent = false;
      this.#means.onStaleLogin();
    } else this.#fail(Number(id), new KithError(error));
  }

  /** Nobody will answer any more. */
  failAll(error: KithError): void {
    for (const id of [...this.#calls.keys()]) this.#fail(id, error);
    this.failures.tell(error);
  }

  /** [C6] What was put off comes again first, and nothing new passes it meanwhile. */
  #putOff(call: Call, error: ErrorBody): void {
    const { environment } = this.#means;
    call.late = new KithError(error);
    call.sent = false;
    call.putOff += 1;
    const ms = (error.retryAfterMs ?? putOffMsMin) + backoffMs(call.putOff, environment.random());
    this.#holding ??= environment.after(ms, () => this.#release());
  }

  #release(): void {
    this.#holding?.();
    this.#holding = undefined;
    for (const [id, call] of [...this.#calls]) this.#sendOne(id, call);
  }

  #sendOne(id: number, call: Call): void {
    if (this.#send === undefined || call.sent || this.#holding !== undefined) return;
    const text = callFrame(id, call.method, call.params());
    const { frameBytes = usualFrameBytes } = this.#means.limits();
    // [F4] Sent nevertheless, it would close the connection again and again.
    if (isLonger(text, frameBytes)) {
      this.#fail(id, new KithError({ code: 'too-large', retry: 'never' }));
      return;
    }
    call.sent = true;
    this.#send(text);
  }

  #take(id: CallId): Call | undefined {
    const call = this.#calls.get(Number(id));
    this.#calls.delete(Number(id));
    call?.cancelTimeout?.();
    return call;
  }

  #fail(id: number, error: KithError): void {
    this.#take(id)?.reject(error);
  }
}
