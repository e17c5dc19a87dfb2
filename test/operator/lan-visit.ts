/** Visits a server that was started with `--lan`, as a phone on the same network would; prints what it met as JSON. */
import { createClient } from '@kith/client';
import { eventually } from '../sdk/stage.ts';
import { HttpClient } from '../support/http-client.ts';
import { startKith } from '../support/kith.ts';
import { TestDevice } from '../support/person.ts';
import { RawSocket, UpgradeRefused } from '../support/raw-socket.ts';

/** What a visit met. */
export interface Visit {
  /** What the server offers, the most likely address first. */
  readonly offered: readonly string[];
  /** The page at each of them. */
  readonly pages: readonly number[];
  /** What a call with this origin is answered. */
  readonly calls: Readonly<Record<string, number>>;
  /** What a WebSocket with this origin is answered; 101 where it opens. */
  readonly sockets: Readonly<Record<string, number>>;
  readonly cookie: string;
  readonly qr: string;
  /** A setting that one client of the SDK made and another one read. */
  readonly synced: unknown;
}

/** Leaves what a page at a plain http address has of these (Secure Contexts): no UUIDs, no subtle crypto, no locks. */
function becomeInsecure(): void {
  const { crypto } = globalThis;
  const getRandomValues = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
  Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues } });
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'a phone' } });
}

async function openSocket(url: string, origin: string): Promise<number> {
  try {
    await (await RawSocket.open(url, { headers: { origin } })).close();
    return 101;
  } catch (error) {
    if (error instanceof UpgradeRefused) return error.status;
    throw error;
  }
}

async function cookieOf(url: string): Promise<string> {
  const { id, secret } = await TestDevice.register(url);
  const params = { device: id, secret, cookie: true };
  const { headers } = await new HttpClient(url).call('sessions.create', params, { origin: url });
  return headers.get('set-cookie') ?? '';
}

async function syncedBySdk(url: string): Promise<unknown> {
  becomeInsecure();
  using laptop = createClient({ url });
  await laptop.register({ name: 'laptop', password: 'correct horse' });
  await laptop.createUser({ handle: 'ada' });
  const settings = laptop.settings('demo', { theme: 'light' });
  settings.set('theme', 'dark');
  await settings.idle();
  using again = createClient({ url });
  await again.login({ device: 'laptop', secret: 'correct horse' });
  const theirs = again.settings('demo', { theme: 'light' });
  return (await eventually(theirs.values, ({ theme }) => theme !== 'light')).theme;
}

async function visit(web: string): Promise<Visit> {
  const env = { KITH_WEB: web, KITH_RATE_LIMITS: 'off' };
  await using server = await startKith({ args: ['--lan'], env });
  const ready = server.log.find(({ msg }) => msg === 'ready') as { lanUrls: string[]; url: string };
  const { lanUrls: offered, url } = ready;
  const { port } = new URL(url);
  const origins = [...offered, `http://127.0.0.1:${port}`, `http://localhost:${port}`, 'http://evil.example'];
  const calls: Record<string, number> = {};
  const sockets: Record<string, number> = {};
  for (const origin of origins) {
    calls[origin] = (await new HttpClient(url).call('devices.list', {}, { origin })).status;
    sockets[origin] = await openSocket(url, origin);
  }
  const pages = await Promise.all(offered.map(async (address) => (await fetch(address)).status));
  const device = await TestDevice.register(url);
  await device.http.ok('users.create', { id: 'cmd-1', handle: 'grace', displayName: 'Grace' });
  const { qr } = await device.http.ok<{ qr: string }>('links.create');
  return {
    offered,
    pages,
    calls,
    sockets,
    cookie: await cookieOf(url),
    qr,
    synced: await syncedBySdk(url),
  };
}

console.log(JSON.stringify(await visit(process.argv[2] ?? '')));
