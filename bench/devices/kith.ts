/** Two devices with Kith's SDK: registered, linked, live. */
import {
  type Client,
  createClient,
  type Environment,
  memoryStorage,
  nativeEnvironment,
  until,
} from '@kith/client';
import { WebSocket } from 'ws';
import { WireCounter } from './counted-socket.ts';
import type { DevicePair } from './pair.ts';

const app = 'bench';
const password = 'correct horse battery';

/** `name`: of the person, new to the server. */
export async function kithPair(url: string, name: string): Promise<DevicePair> {
  const wire = new WireCounter();
  const environment = { ...nativeEnvironment, openSocket: socketOf(wire) };
  const register = async (device: string) => {
    const client = createClient({ url, environment, storage: memoryStorage() });
    await client.register({ name: `${device} of ${name}`, password });
    return client;
  };
  const [first, second] = [await register('laptop'), await register('phone')];
  await first.createUser({ handle: name });
  await link(first, second, name);
  const edited = first.settings<Record<string, string>>(app, {});
  const shown = second.settings<Record<string, string>>(app, {});
  return {
    set: (key, value) => edited.set(key, value),
    setAll: (values) => {
      for (const [key, value] of Object.entries(values)) edited.set(key, value);
    },
    onShown: (listener) => void shown.values.subscribe(listener),
    shown: (key) => shown.get(key),
    values: () => [edited.values.get(), shown.values.get()],
    wireBytes: () => wire.bytes,
    async [Symbol.asyncDispose]() {
      await edited.idle();
      first.close();
      second.close();
    },
  };
}

async function link(existing: Client, joining: Client, handle: string): Promise<void> {
  const { code } = await existing.links.create();
  const attempt = await joining.links.redeem({ handle, code });
  const [request] = await until(existing.links.requests, (it) => it.length > 0);
  await request?.approve(attempt.number);
  await attempt.ended;
}

/** As the SDK's own, over `ws`, whose sockets can be counted. */
function socketOf(wire: WireCounter): Environment['openSocket'] {
  return (url, protocol, ears) => {
    const socket = wire.count(new WebSocket(url, protocol));
    socket.on('open', () => ears.opened());
    socket.on('message', (data) => ears.heard(String(data)));
    socket.on('close', (code, reason) => ears.closed(code, String(reason)));
    socket.on('error', () => undefined);
    return { send: (text) => socket.send(text), close: () => socket.close() };
  };
}
