/** What a server and its tools do with the schemas of apps. */
export type { AppSchema } from './app.ts';
export { checkValue } from './check.ts';
export type { KithConfig } from './config.ts';
export { readConfig } from './config-problems.ts';
export { type AppDescription, describe, type KeyDescription } from './describe.ts';
export { type Decided, decidedOf } from './managed.ts';
export type { SchemaProblem } from './problem.ts';
