/** Runs an operation: by the running server where there is one, else on the store itself. */
import { existsSync } from 'node:fs';
import { refuse } from '@kith/protocol';
import { systemClock } from '../base/clock.ts';
import type { Outcome } from '../domain/command.ts';
import { callAdmin } from '../server/admin/client.ts';
import type { AdminMeans, Operation } from '../server/admin/operation.ts';
import {
  type OperationName,
  type OperationParams,
  type OperationResult,
  operations,
} from '../server/admin/operations.ts';
import type { Config } from '../server/config/config.ts';
import { isPublic } from '../server/config/exposure.ts';
import { publicUrlOf } from '../server/config/public-url.ts';
import { dataDirAt } from '../server/data-dir.ts';
import { openStorage } from '../server/storage.ts';
import { StoreFault } from '../store/port.ts';

/** Runs an operation on the data directory of a configuration. Throws `ConfigProblem` and `DatabaseRefused`. */
export async function operate<N extends OperationName>(
  config: Config,
  name: N,
  params: OperationParams<N>,
  /** Whether the operation means something on a server that was never started. */
  { makes = false }: { makes?: boolean } = {},
): Promise<Outcome<OperationResult<N>>> {
  const dir = dataDirAt(config.dataDir);
  const answer = await callAdmin(dir, name, params as object);
  if (answer !== undefined) return answer as Outcome<OperationResult<N>>;
  if (!makes && !existsSync(dir.database)) {
    return refuse('not-found', {
      hint: `there is no database in ${dir.path}: set --data-dir to where it is`,
    });
  }
  return direct(
    config,
    operations[name] as unknown as Operation<OperationParams<N>, OperationResult<N>>,
    params,
  );
}

async function direct<P, R>(config: Config, { run }: Operation<P, R>, params: P): Promise<Outcome<R>> {
  const { store, dir } = await openStorage(config);
  const means: AdminMeans = {
    store,
    dir,
    secretInDir: config.secret === null,
    publicUrl: publicUrlOf(config),
    exposed: isPublic(config),
    clock: systemClock,
  };
  try {
    return await run(means, params);
  } catch (error) {
    if (error instanceof StoreFault) return refuse(error.code);
    throw error;
  } finally {
    await store.close();
  }
}
