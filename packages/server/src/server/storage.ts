/** Opens what a configuration says is stored: the data directory, its secret, and the store on its database. */
import type { Policy } from '../domain/command.ts';
import { type Apps, noApps } from '../domain/settings/facts.ts';
import type { Store } from '../store/port.ts';
import { createSqliteStore } from '../store/sqlite/store.ts';
import type { Config } from './config/config.ts';
import { type DataDir, deriveKey, openDataDir } from './data-dir.ts';

/** What is open; the caller closes the store. */
export interface Storage {
  readonly store: Store;
  readonly dir: DataDir;
  /** What all keys are derived from. */
  readonly secret: string;
}

const hourMs = 60 * 60 * 1000;

/** Opens the storage, and makes it where there is none. Throws `ConfigProblem` and `DatabaseRefused`. */
export async function openStorage(config: Config, apps: Apps = noApps): Promise<Storage> {
  const { dir, secret } = openDataDir({ path: config.dataDir, secret: config.secret });
  const store = await createSqliteStore({
    path: dir.database,
    macKey: deriveKey(secret, 'mac'),
    policy: policyOf(config, apps),
    readers: config.readers,
  });
  return { store, dir, secret };
}

/** The operator's choices that decisions depend on. */
function policyOf({ limits, ...config }: Config, apps: Apps): Policy {
  return {
    ...limits,
    registration: config.registration,
    openJoin: config.openJoin,
    quarantineMs: config.linkQuarantineHours * hourMs,
    apps,
  };
}
