/** The client of Kith: `createClient`, and the names of what it gives. */
export type { Json } from '@kith/protocol';
export type { App, AppKey } from '@kith/protocol/apps';
export { browserCache } from './cache/browser.ts';
export type { LocalCache } from './cache/cache.ts';
export type { LocalState } from './cache/disk.ts';
export type { LocalFault } from './cache/fault.ts';
export { memoryCache } from './cache/memory.ts';
export { type Client, type ClientOptions, createClient } from './client.ts';
export type { SignedOut, Why } from './connection/machine.ts';
export type { Status } from './connection/status.ts';
export type {
  Channel,
  Environment,
  HttpCall,
  HttpReply,
  Socket,
  SocketEars,
  Wake,
} from './environment/environment.ts';
export { nativeEnvironment } from './environment/native.ts';
export { KithError } from './errors.ts';
export type { LinkAttempt, LinkEnd, LinkOffer, LinkRequest, Links } from './links/links.ts';
export { type Cancel, Cell, type Readable, type Stream, until } from './observable.ts';
export type { PresenceState } from './own-presence.ts';
export type { Activity, Devices, Users } from './people.ts';
export type { Device } from './replica/devices.ts';
export type { User } from './replica/replica.ts';
export type { RememberedDevice } from './session/remembered.ts';
export { browserStorage, memoryStorage, type Storage } from './session/storage.ts';
export type {
  Below,
  EditOptions,
  EditScope,
  Field,
  Gesture,
  GestureOptions,
  HistoryEntry,
  Preview,
  Rejection,
  ScopeOption,
  Settings,
  Source,
} from './settings/api.ts';
export type { Conflict } from './settings/conflicts.ts';
export type { Contested } from './settings/contested.ts';
export type { DeviceClass } from './settings/device-class.ts';
export { type History, historyOf } from './settings/history.ts';
export type { Difference, Joining, JoiningChoice } from './settings/joining.ts';
export type { Members } from './settings/members.ts';
export type { Snapshot, SnapshotItem, Snapshots } from './settings/snapshots.ts';
export type { Credential, Login, Recovery, Registration } from './sign-in.ts';
