/** The methods table: every method of every door. */
import type { z } from 'zod';
import { connectionMethods } from './connection.ts';
import { deviceMethods } from './devices.ts';
import { linkMethods } from './links.ts';
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
} satisfies Record<string, Method>;

export type MethodName = keyof typeof methodTable;

/** Params of a method after validation. */
export type Params<M extends MethodName> = z.output<(typeof methodTable)[M]['params']>;

/** Result of a method. */
export type Result<M extends MethodName> = z.output<(typeof methodTable)[M]['result']>;

/** Says whether `name` is a method. */
export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methodTable, name);
}

/** The entry of a method, with the flags that only some have. */
export function methodEntry(name: MethodName): Method {
  return methodTable[name];
}
