/** The port to the world: time, chance, network and what the machine tells. Tests and other platforms bring their own. */
import type { Cancel } from '../observable.ts';

/** What wakes a client up, or tells it that it may soon sleep. */
export type Wake = 'visible' | 'online' | 'hidden';

/** An HTTP call. */
export interface HttpCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Gives up after so many ms. */
  readonly timeoutMs: number;
}

/** What came back. */
export interface HttpReply {
  readonly status: number;
  readonly text: string;
}

/** What a socket tells its owner; `closed` comes once and last. */
export interface SocketEars {
  opened(): void;
  heard(text: string): void;
  /** The close code and reason of RFC 6455; 1006 where there was none. */
  closed(code: number, reason: string): void;
}

/** An open or opening WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

/** What the tabs of one browser say to each other. */
export interface Channel {
  tell(message: unknown): void;
  close(): void;
}

/** Everything that a client takes from its surroundings. */
export interface Environment {
  /** Wall time in ms since 1970. It may be wrong and may step: only differences of it are used. */
  now(): number;
  /** Runs `task` once after `ms`. */
  after(ms: number, task: () => void): Cancel;
  /** A number in [0, 1), for the jitter of pauses. */
  random(): number;
  /** Bytes that nobody can guess, for the ids of commands. */
  bytes(length: number): Uint8Array;
  /** Posts; rejects where no reply came. */
  post(url: string, call: HttpCall): Promise<HttpReply>;
  /** Opens a WebSocket; its ears hear nothing before this returns. */
  openSocket(url: string, protocol: string, ears: SocketEars): Socket;
  /** Tells when the machine wakes up or a page comes and goes. */
  onWake(listener: (wake: Wake) => void): Cancel;
  /** Runs `task` while no other tab of this browser runs one of this name. */
  exclusively<T>(name: string, task: () => Promise<T>): Promise<T>;
  /** Opens what all tabs of this browser hear of each other; absent where there is none. A tab does not hear itself. */
  readonly openChannel?: (name: string, hear: (message: unknown) => void) => Channel;
}
