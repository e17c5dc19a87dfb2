/** The methods table: every method of every door. */
import type { z } from 'zod';
import { accountMethods } from './account.ts';
import { appMethods } from './apps.ts';
import { chatMethods } from './chats.ts';
import { connectionMethods } from './connection.ts';
import { deviceMethods } from './devices.ts';
import { linkMethods } from './links.ts';
import { memberMethods } from './members.ts';
import { messageMethods } from './messages.ts';
import type { Method } from './method.ts';
import { sessionMethods } from './sessions.ts';
import { settingMethods } from './settings.ts';
import { userMethods } from './users.ts';

export const methodTable = {
  ...connectionMethods,
  ...deviceMethods,
  ...sessionMethods,
  ...userMethods,
  ...linkMethods,
  ...settingMethods,
  ...appMethods,
  ...chatMethods,
  ...memberMethods,
  ...messageMethods,
  ...accountMethods,
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methodTable;

/** Params of a method after validation. */
export type Params<M extends MethodName> = z.output<(typeof methodTable)[M]['params']>;

/** Result of a method. */
export type Result<M extends MethodName> = z.output<(typeof methodTable)[M]['result']>;

/** An entry of what is no read: it changes something, needs no token, or is about the connection itself. */
type NoRead = { durable: true } | { changes: true } | { open: true } | { door: 'socket' };

/** A method of a device that leaves the log as it is. */
export type ReadMethod = {
  [M in MethodName]: (typeof methodTable)[M] extends NoRead ? never : M;
}[MethodName];

/** Says whether a method leaves the log as it is. */
export function isRead(name: MethodName): name is ReadMethod {
  const { durable, changes, open, door } = methodEntry(name);
  return durable === undefined && changes === undefined && open === undefined && door === undefined;
}

/** Says whether `name` is a method. */
export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methodTable, name);
}

/** The entry of a method, with the flags that only some have. */
export function methodEntry(name: MethodName): Method {
  return methodTable[name];
}
