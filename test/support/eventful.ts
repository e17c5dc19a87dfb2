/** An eventful hour: the devices of one user do everything that devices do, one thing after the other. */
import { another, app, fresh, link, oneEdit, TestDevice } from './person.ts';
import type { RawSocket } from './raw-socket.ts';

export interface Eventful {
  /** The device that watches; it also acts, on `socket`. */
  readonly watcher: TestDevice;
  readonly socket: RawSocket;
  /** Another device of the same user. */
  readonly other: TestDevice;
  /** Called after each thing that was done. */
  readonly after?: () => Promise<unknown>;
}

/** Lives through it once. Every kind of event of this build comes up, single ones and many at once. */
export async function liveThrough(eventful: Eventful): Promise<void> {
  const { after = async () => undefined } = eventful;
  for (const act of acts) {
    await act(eventful);
    await after();
  }
}

type Act = (eventful: Eventful) => Promise<unknown>;

const acts: readonly Act[] = [
  ({ other }) => other.set('theme', 'dark'),
  ({ socket }) => socket.ok('settings.set', oneEdit('volume', 3)),
  ({ other }) => other.set('theme', '}],"light\\', { ageMs: -5 }),
  editInVain,
  comeAndGo,
  joinAndEdit,
  renameAll,
  ({ other }) => other.http.ok('users.update', { id: fresh('cmd'), displayName: 'Änn “Ü” 🙂' }),
  manyAtOnce,
  ({ socket, watcher }) => socket.ok('settings.set', oneEdit('zoom', 1.5, { scope: `device:${watcher.id}` })),
  ({ other }) => other.set('theme', undefined, { unset: true }),
  ({ other }) => other.http.ok('settings.erase', { id: fresh('cmd'), app, key: 'never-set' }),
  ({ socket }) => socket.ok('recovery.create'),
  waitAtTheDoor,
  askInVain,
  ({ other }) => other.set('theme', 'back'),
  joinAndGo,
];

/** An old edit loses, and its device is told. */
async function editInVain({ other, socket }: Eventful): Promise<void> {
  await other.set('font', 'serif');
  await socket.ok('settings.set', oneEdit('font', 'mono', { ageMs: 3_600_000 }));
}

/** Signals: no event, and yet frames. */
async function comeAndGo({ other, socket }: Eventful): Promise<void> {
  const { socket: second } = await other.connect();
  await second.ok('presence.set', { state: 'away' });
  await socket.ok('devices.list');
  await second.close();
}

async function joinAndEdit({ other }: Eventful): Promise<void> {
  const third = await another(other);
  const ops = Array.from({ length: 12 }, (_, index) => ({
    id: fresh('op'),
    key: `list.${index}`,
    value: { index, text: 'x'.repeat(index * 20) },
    base: 0,
    ageMs: 0,
  }));
  await third.http.ok('settings.set', { app, ops });
  await third.http.ok('devices.leave', { id: fresh('cmd') });
}

async function renameAll({ watcher, other, socket }: Eventful): Promise<void> {
  await other.http.ok('devices.rename', { id: fresh('cmd'), device: watcher.id, label: fresh('Label') });
  await socket.ok('devices.rename', { id: fresh('cmd'), device: other.id, label: fresh('Label') });
  await other.http.ok('devices.describe', { id: fresh('cmd'), platform: fresh('Platform') });
}

async function manyAtOnce({ other, socket }: Eventful): Promise<void> {
  const edits = Array.from({ length: 10 }, (_, index) => index);
  await Promise.all(
    edits.flatMap((index) => [
      other.set(`many.${index}`, index),
      socket.ok('settings.set', oneEdit(`mine.${index}`, index)),
    ]),
  );
}

/** A link that is redeemed, and that nobody answers. */
async function waitAtTheDoor({ other }: Eventful): Promise<string> {
  const stranger = await TestDevice.register(other.url);
  const { code, qr } = await other.http.ok<{ code: string; qr: string }>('links.create');
  const handle = new URL(qr).hash.slice(1).split('.')[0];
  const { link } = await stranger.http.ok<{ link: string }>('links.redeem', { handle, code });
  return link;
}

/** A link that is denied. */
async function askInVain(eventful: Eventful): Promise<void> {
  await eventful.socket.ok('links.deny', { link: await waitAtTheDoor(eventful) });
}

async function joinAndGo({ other, socket }: Eventful): Promise<void> {
  const guest = await TestDevice.register(other.url);
  await link(other, guest);
  await guest.set('guest', true);
  await socket.ok('devices.revoke', { id: fresh('cmd'), device: guest.id });
}
