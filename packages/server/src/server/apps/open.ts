/** Opens the apps of a server: loaded first, recorded once the store is open, in force from then on. */
import { basename } from 'node:path';
import { checkValue, type KithConfig } from '@kith/schema/inspect';
import { type AppSchemas, noSchemas } from '../../commands/app-schemas.ts';
import { type Apps, noApps } from '../../domain/settings/facts.ts';
import type { Store } from '../../store/port.ts';
import type { Config } from '../config/config.ts';
import { describeAll, factsOfAll } from './facts.ts';
import { loadApps } from './load.ts';
import { recordApps } from './record.ts';

/** The apps of a configuration. */
export interface LoadedApps {
  readonly facts: Apps;
  /** Records them in a store. Throws `ConfigProblems` where they take back what they said before. */
  record(store: Store): Promise<AppSchemas>;
}

/** Loads the apps that a configuration names. Throws `ConfigProblems`. */
export async function openApps({ config: path }: Pick<Config, 'config'>): Promise<LoadedApps> {
  const loaded = await loadApps({ config: path });
  if (path === null || loaded === undefined) return { facts: noApps, record: async () => noSchemas };
  const described = describeAll(loaded);
  const facts = factsOfAll(described);
  return {
    facts,
    async record(store) {
      const versions = await recordApps(store, described, basename(path));
      return { facts, versions, ...inForce(loaded, described, versions) };
    },
  };
}

function inForce(
  { apps }: KithConfig,
  described: ReturnType<typeof describeAll>,
  versions: Readonly<Record<string, number>>,
): Pick<AppSchemas, 'check' | 'describe'> {
  const byName = new Map(apps.map((app) => [app.name, app]));
  const descriptions = new Map(
    described.map(({ name, description: { unknown, keys } }) => [
      name,
      { app: name, version: versions[name] ?? 0, unknown, keys },
    ]),
  );
  return {
    check(name, key, value) {
      const app = byName.get(name);
      return app && checkValue(app, key, value);
    },
    describe: (name) => descriptions.get(name),
  };
}
