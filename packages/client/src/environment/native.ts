/** The environment of a browser or of Node: what stands in the global scope, and nothing else. */
import type { Cancel } from '../observable.ts';
import type { Channel, Environment, HttpCall, HttpReply, Socket, SocketEars, Wake } from './environment.ts';

interface Target {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

interface OpenChannel {
  onmessage: ((message: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
  /** In Node: an open one keeps no process alive. */
  unref?(): void;
}

/** What browsers have and Node lacks, wholly or in some versions. */
interface Globals {
  readonly BroadcastChannel?: new (name: string) => OpenChannel;
  readonly window?: Target;
  readonly document?: Target & { readonly visibilityState: string };
  readonly navigator?: {
    readonly locks?: { request<T>(name: string, task: () => Promise<T>): Promise<T> };
  };
}

/** A timer that is set for longer fires at once. */
const timerMsMax = 2 ** 31 - 1;

/** A socket that nobody wants any more is given this long to open, and is closed then. */
const openingMsMax = 1000;

const globals = globalThis as unknown as Globals;

/** The environment that a client has unless it is given another. */
export const nativeEnvironment: Environment = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, Math.min(ms, timerMsMax));
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  post,
  openSocket,
  onWake,
  exclusively: (name, task) => globals.navigator?.locks?.request(name, task) ?? task(),
  ...(globals.BroadcastChannel !== undefined && { openChannel: openChannelOf(globals.BroadcastChannel) }),
};

function openChannelOf(BroadcastChannel: NonNullable<Globals['BroadcastChannel']>) {
  return (name: string, hear: (message: unknown) => void): Channel => {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => hear(data);
    channel.unref?.();
    return { tell: (message) => channel.postMessage(message), close: () => channel.close() };
  };
}

async function post(url: string, { headers, body, timeoutMs }: HttpCall): Promise<HttpReply> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method: 'POST', headers: { ...headers }, body, signal });
  return { status: response.status, text: await response.text() };
}

function openSocket(url: string, protocol: string, ears: SocketEars): Socket {
  const socket = new WebSocket(url, protocol);
  socket.addEventListener('open', () => ears.opened());
  socket.addEventListener('message', ({ data }) => ears.heard(String(data)));
  socket.addEventListener('close', ({ code, reason }) => ears.closed(code, reason));
  return { send: (text) => socket.send(text), close: () => closeOpened(socket) };
}

/** Browsers warn of a socket that is closed before it is open: that moment is waited for, but not for long. */
function closeOpened(socket: WebSocket): void {
  if (socket.readyState !== WebSocket.CONNECTING) {
    socket.close();
    return;
  }
  const close = () => socket.close();
  const late = setTimeout(close, openingMsMax);
  socket.addEventListener('open', close);
  socket.addEventListener('close', () => clearTimeout(late));
}

function onWake(listener: (wake: Wake) => void): Cancel {
  const { window, document } = globals;
  const cancels: Cancel[] = [];
  const listen = (target: Target | undefined, type: string, tell: () => void) => {
    target?.addEventListener(type, tell);
    cancels.push(() => target?.removeEventListener(type, tell));
  };
  listen(document, 'visibilitychange', () =>
    listener(document?.visibilityState === 'hidden' ? 'hidden' : 'visible'),
  );
  listen(window, 'pageshow', () => listener('visible'));
  listen(window, 'pagehide', () => listener('hidden'));
  listen(window, 'blur', () => listener('hidden'));
  listen(window, 'online', () => listener('online'));
  return () => {
    for (const cancel of cancels) cancel();
  };
}
