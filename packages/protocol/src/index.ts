/** The wire contract of Kith. Imports nothing of ours and runs in browsers. */
export * from './apps.ts';
export * from './chat-views.ts';
export * from './close-codes.ts';
export * from './cursor.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './frames.ts';
export * from './ids.ts';
export * from './json.ts';
export * from './json-policy.ts';
export * from './kith-settings.ts';
export * from './level.ts';
export * from './limits.ts';
export { type Snapshot, snapshot } from './methods/connection.ts';
export type { Method } from './methods/method.ts';
export { appName, type SettingOp, settingOp } from './methods/settings.ts';
export {
  isMethod,
  isRead,
  type MethodName,
  methodEntry,
  methodTable,
  type Params,
  type ReadMethod,
  type Result,
} from './methods/table.ts';
export * from './notifications.ts';
export * from './server-facts.ts';
export * from './text.ts';
export * from './topics.ts';
export * from './views.ts';
export { inputBreaks } from './wire/schema-breaks.ts';
