/** What embedders of the server may use. */
export type { Config } from './server/config/config.ts';
export { type ConfigRequest, loadConfig } from './server/config/load.ts';
export { type KithServer, type ServerOptions, startServer } from './server/server.ts';
