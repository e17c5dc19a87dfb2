/** The client: what `createClient` gives, and how its parts are put together. */
import type { Notifications, SignalData, WireEvent } from '@kith/protocol';
import type { App } from '@kith/protocol/apps';
import { describe, lookAround } from './arrival.ts';
import { browserCache } from './cache/browser.ts';
import type { LocalCache } from './cache/cache.ts';
import { Disk, type LocalState } from './cache/disk.ts';
import { Calls } from './connection/calls.ts';
import { Connection } from './connection/connection.ts';
import { type Status, statusOf } from './connection/status.ts';
import type { Environment } from './environment/environment.ts';
import { nativeEnvironment } from './environment/native.ts';
import { gaveUp, signedOut } from './errors.ts';
import { letIn } from './inside.ts';
import { LinkDesk } from './links/desk.ts';
import type { Links } from './links/links.ts';
import { Requests } from './links/requests.ts';
import { Cell, Listeners, type Readable, type Stream } from './observable.ts';
import { OwnPresence, type PresenceState } from './own-presence.ts';
import { type Devices, peopleOf, type Users } from './people.ts';
import { Replica, type User } from './replica/replica.ts';
import { kept } from './same.ts';
import { Remembered, type RememberedDevice } from './session/remembered.ts';
import { Session } from './session/session.ts';
import { browserStorage, memoryStorage, type Storage } from './session/storage.ts';
import type { Settings } from './settings/api.ts';
import { classOfSurroundings, type DeviceClass } from './settings/device-class.ts';
import { SettingsDoor } from './settings/door.ts';
import { SettingsEngine } from './settings/engine.ts';
import type { Joining } from './settings/joining.ts';
import type { Snapshots } from './settings/snapshots.ts';
import { type Login, type Recovery, type Registration, SignIn } from './sign-in.ts';
import { httpDoor } from './wire/http.ts';

export interface ClientOptions {
  /** Where the server is: `http://127.0.0.1:3000`. In a page that the server serves itself: `location.origin`. */
  readonly url: string;
  /**
   * `true`: the refresh token stands in an HttpOnly cookie that no script can read. For browsers, whose page must come
   * from an origin that the server allows. Default: true in a browser, false elsewhere.
   */
  readonly cookie?: boolean;
  /** Where devices and, without cookies, refresh tokens are kept. Default: `localStorage` with cookies, else memory. */
  readonly storage?: Storage;
  /** Keeps values, chats and what is unsent on this device. Default: IndexedDB where there is one. Null: nothing is kept. */
  readonly cache?: LocalCache | null;
  /** Goes on by itself with the session that was last used here. Default: true. */
  readonly resume?: boolean;
  /**
   * What this device runs on, as the person's other devices show it: `Chrome 156 on Linux`. One line, at most 64
   * characters. Said at registration, and again by itself once it is another. Default: what was said last.
   */
  readonly platform?: string;
  /** What this device is to its person, for choices that are for all of a class. Default: by the surroundings. */
  readonly deviceClass?: DeviceClass | (string & {});
  /** Time, chance and network. Default: those of the browser or of Node. */
  readonly environment?: Environment;
}

/** A client: one device of one person, on one server. Every command rejects with `KithError`. */
export interface Client extends Disposable {
  /** How things stand; see `Status`. */
  readonly status: Readable<Status>;
  /** The device that is logged in here; null: none. */
  readonly device: Readable<RememberedDevice | null>;
  /** The user that it is in; null: none, or not known yet. */
  readonly user: Readable<User | null>;
  /** The devices of the user, live. */
  readonly devices: Devices;
  /** Devices that logged in here before, the latest first. */
  readonly remembered: Readable<readonly RememberedDevice[]>;
  readonly users: Users;
  readonly links: Links;
  /** What happens, as the server tells it; and the last hundred of it. For inspectors and notices. */
  readonly events: Stream<WireEvent> & { readonly recent: Readable<readonly WireEvent[]> };

  /** Registers a device and logs it in. `name-taken`, `registration-closed`, `validation-failed`. */
  register(given: Registration): Promise<void>;
  /** Logs a registered device in. A device has one session: a login elsewhere ends this one. `unauthenticated`. */
  login(given: Login): Promise<void>;
  /** Lets a device into a user by a recovery code. `unauthenticated` whatever is wrong. */
  recover(given: Recovery): Promise<void>;
  /** Goes on as a remembered device, without its password. Resolves with false where that takes a login. */
  resume(device?: string): Promise<boolean>;
  /** Forgets a remembered device, and ends its session. */
  forget(device: string): Promise<void>;
  /**
   * Ends the session. The device stays remembered, and nothing of the person stays. Edits that are not stored are kept
   * on this device until it is logged in again; where nothing is kept they are dropped, and told as rejected.
   */
  logout(): Promise<void>;
  /** Makes a user whose first device is this one. Resolves when its state is here. `handle-taken`, `conflict`. */
  createUser(given: { readonly handle: string; readonly displayName?: string }): Promise<User>;
  /** Makes ten recovery codes, shown this once; the earlier ones die. */
  createRecoveryCodes(): Promise<readonly string[]>;
  /** The settings of an app, as `kith types` wrote it of its schema. The same app: the same object. */
  settings<T extends object, M extends string>(app: App<T, M>): Settings<T, M>;
  /** The settings of an app, with its defaults, which are never sent. The same app and defaults: the same object. */
  settings<T extends object>(app: string, defaults: T): Settings<T>;
  /** What a person is asked once, after this device brought settings along to an account that has others; else null. */
  readonly joining: Readable<Joining | null>;
  /** What accounts held before this device joined them. */
  readonly snapshots: Snapshots;
  /** How this device wants to be seen; `devices` tells how the others do see it. All clients of a device agree. */
  readonly presence: Readable<PresenceState>;
  /** Says how, for as long as this client lives; whenever it connects it is said again where that is needed. */
  setPresence(state: PresenceState): Promise<void>;
  /** How values and what is unsent are kept on this device. */
  readonly local: Readable<LocalState>;
  /**
   * Takes away what is kept here of this server; what is shown stays, and is kept anew as it changes. What is unsent
   * is spared, unless `unsent` is `drop`: then it is told as rejected. Resolves when it is gone, or cannot be.
   */
  clearLocal(options?: { readonly unsent?: 'keep' | 'drop' }): Promise<void>;
  /** Tries to connect now rather than at the end of the pause. */
  retryNow(): void;
  /** What the server's clock says, in ms since 1970, to within about a second; this machine's may be wrong. */
  serverNow(): number;
  /** Events found missing since the start: 0, or somebody has a bug. Each was healed by coming back. */
  readonly gaps: number;
  /** Ends everything at once; what waits for an answer is rejected. The session stays, and what is unsent where it is kept. */
  close(): void;
}

/** Makes a client. It starts by itself where a session is remembered. Throws `TypeError` where `url` is none. */
export function createClient(options: ClientOptions): Client {
  const {
    environment = nativeEnvironment,
    platform,
    deviceClass = classOfSurroundings(),
    cookie = 'document' in globalThis,
    cache = browserCache(),
    resume = true,
  } = options;
  const { storage = cookie ? browserStorage() : memoryStorage() } = options;
  const url = new URL(options.url).href.replace(/\/+$/, '');
  const http = httpDoor(environment, url);
  const session = new Session({ environment, http, remembered: new Remembered(storage, url), cookie });
  const holder: { id: string | undefined } = { id: undefined };
  const self = () => holder.id;
  let isStarting = true;
  const staleLogin = () => connection.cut(4401);

  const isOut = () => !isStarting && connection.phase.get().name === 'signed-out';
  const limits = () => connection.limits;
  const calls = new Calls({ environment, onStaleLogin: staleLogin, isOut, limits });
  const disk = new Disk(cache, environment);
  const engine: SettingsEngine = new SettingsEngine({
    environment,
    disk,
    url,
    calls,
    self,
    deviceClass,
    whole: () => replica.whole.get(),
    isOpen: () => connection.phase.get().name === 'live' && replica.whole.get() !== null,
    isAlone: () => replica.isWhole && replica.user.get() === null,
    contactAt: () => connection.contactAt,
    onStaleLogin: staleLogin,
    limits,
    onRestored(user) {
      replica.restore(user);
      tellLoaded(true);
    },
  });
  const replica: Replica = new Replica({
    settings: engine,
    self,
    sync: (since) => calls.call('sync', { since }, 'bound'),
    onFault: () => connection.cut(),
    onWhole: () => {
      connection.welcome();
      tellLoaded(true);
      engine.sender.nudge();
      void lookAround(arrival);
      void describe(arrival);
    },
    onDevices: () => void lookAround(arrival),
  });
  const arrival = { environment, calls, replica, platform };
  const presence = new OwnPresence(calls);
  const signals = new Listeners<Notifications['signal']>();
  const cleared = new Listeners<'keep' | 'drop'>();
  let replayMax: number | undefined;
  const connection: Connection = new Connection({
    environment,
    url,
    session,
    calls,
    since: () => replica.cursor,
    limit: () => replayMax,
    onHello: (hello) => replica.connected(hello),
    onReady(hello, since) {
      replica.ready(hello, since);
      presence.greeted(hello.presence);
      door.greeted(hello.apps);
    },
    ask: () => void presence.repeat(),
    onNonsense: () => replica.distrust(),
    onNotice(notice) {
      if (notice.kind === 'event') replica.event(notice.params);
      else if (notice.kind === 'reset') replica.reset(notice.params);
      else if (notice.kind === 'cursor') replica.moved(notice.params.cursor);
      else if (notice.kind === 'limited') replica.limited(notice.params);
      if (notice.kind !== 'signal') return;
      signals.tell(notice.params);
      if (notice.params.type === 'setting.preview')
        door.previewed(notice.params.data as SignalData<'setting.preview'>);
      if (notice.params.type === 'presence') {
        const told = notice.params.data as SignalData<'presence'>;
        replica.presence(told);
        if (told.device === self()) presence.told(told);
      }
    },
  });
  const isLoaded = new Cell(false);
  const tellLoaded = (isKnown: boolean) => {
    const { name } = connection.phase.get();
    // Nobody will say it while nobody is logged in.
    isLoaded.set(isKnown || (!isStarting && (name === 'signed-out' || name === 'stopped')));
  };
  const { waiting } = replica;
  const serverNow = () => session.line.now();
  const door = new SettingsDoor({ environment, calls, engine, isLoaded, whole: replica.whole, serverNow });
  const requests = new Requests({ environment, calls, waiting, serverNow });
  const links = new LinkDesk({
    environment,
    calls,
    serverNow,
    requests,
    subscribe: replica.events.subscribe,
    user: replica.whole,
  });

  replica.events.subscribe(({ type }) => {
    if (type === 'session.replaced') connection.replaced();
  });

  function clear({ isRevoked = false } = {}): void {
    engine.leave({ isRevoked });
    replica.clear();
    tellLoaded(false);
    calls.failAll(signedOut());
  }

  function enter(device: string): void {
    presence.of(device);
    void engine.enter(device).then(() => door.recall());
  }

  const signIn = new SignIn({
    environment,
    http,
    session,
    connection,
    cookie,
    platform,
    clear,
    holder,
    enter,
  });
  const status = new Cell<Status>({ name: 'starting', pending: 0 });
  const tellStatus = () => {
    if (isStarting) return;
    const before = status.get();
    status.set(kept(before, statusOf(connection.phase.get(), engine.unsaved, before)));
  };
  connection.phase.subscribe(() => {
    const phase = connection.phase.get();
    if (phase.name !== 'signed-out') isStarting = false;
    else if (phase.out.reason === 'revoked') clear({ isRevoked: true });
    else if (phase.out.reason === 'expired') calls.failAll(signedOut());
    tellLoaded(isLoaded.get());
    tellStatus();
  });
  engine.table.changes.subscribe(tellStatus);
  const stopListening = environment.onWake((wake) => {
    if (wake === 'hidden') void engine.hidden();
    else {
      connection.tell({ name: 'wake' });
      void engine.awake();
    }
  });

  const started = (resume ? signIn.resume() : Promise.resolve(false)).finally(() => {
    isStarting = false;
    tellLoaded(isLoaded.get());
    tellStatus();
  });
  void started.catch(() => undefined);
  const { whole, devices } = replica;
  const people = peopleOf({ environment, calls, whole, devices, platform });

  const close = () => {
    stopListening();
    requests.close();
    links.close();
    connection.tell({ name: 'stop', why: 'closed' });
    calls.failAll(gaveUp('the client was closed'));
    void engine.close();
  };
  const client: Client = {
    status,
    device: session.device,
    user: replica.user,
    remembered: session.devices,
    links,
    ...people,
    events: { subscribe: replica.events.subscribe, recent: replica.recent },
    register: (given) => started.then(() => signIn.register(given)),
    login: (given) => started.then(() => signIn.login(given)),
    recover: (given) => started.then(() => signIn.recover(given)),
    resume: (device) => started.then(() => signIn.resume(device)),
    async forget(device) {
      await session.forget(device);
      await disk.clear(`${url} ${device}`, 'drop');
    },
    logout: () => signIn.logout(),
    createRecoveryCodes: async () => (await calls.call('recovery.create', {}, 'timed')).codes,
    settings: <T extends object, M extends string>(app: App<T, M> | string, defaults?: T) =>
      door.of(app, defaults),
    joining: door.joining,
    snapshots: door.snapshots,
    presence: presence.state,
    setPresence: (state) => presence.choose(state),
    local: disk.state,
    async clearLocal({ unsent = 'keep' } = {}) {
      engine.clearKept(unsent);
      cleared.tell(unsent);
      await disk.clear(url, unsent);
    },
    retryNow: () => connection.tell({ name: 'retry-now' }),
    serverNow,
    get gaps() {
      return replica.gaps;
    },
    close,
    [Symbol.dispose]: close,
  };
  return letIn(client, {
    environment,
    url,
    disk,
    calls,
    replica,
    table: engine.table,
    editor: engine.editor,
    cleared,
    signals,
    phase: connection.phase,
    self,
    limits,
    onStaleLogin: staleLogin,
    limitReplay(events) {
      replayMax = events;
    },
  });
}
