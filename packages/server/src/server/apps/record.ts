/** Records what the apps say in the database, and stops a start that would take back what was said before. */
import { known } from '../../base/assert.ts';
import type { Outcome } from '../../domain/command.ts';
import type { CommandParams, CommandResult } from '../../domain/deciders.ts';
import type { Store } from '../../store/port.ts';
import { ConfigProblems, type Problem } from '../config/problem.ts';

type Described = CommandParams<'apps.describe'>['apps'];

/** Records the apps; gives the version of each. Throws `ConfigProblems` and `StoreFault`. */
export async function recordApps(
  store: Store,
  apps: Described,
  file: string,
): Promise<Readonly<Record<string, number>>> {
  const command = { name: 'apps.describe', params: { apps }, actor: { kind: 'system' } } as const;
  const outcome = (await store.execute(command)) as Outcome<CommandResult<'apps.describe'>>;
  const recorded = known(outcome.ok ? outcome.result : undefined, 'a system command is not refused');
  if ('versions' in recorded) return recorded.versions;
  throw new ConfigProblems(
    recorded.breaks.map(
      ({ app, key, wrong }): Problem => ({
        name: `${file}: ${app} ${key}`,
        value: '',
        wrong: `${wrong}; devices may hold and send what it was before`,
        fix: `leave ${key} as it was, and add a new key with migrateFrom: { key: '${key}', map }`,
      }),
    ),
  );
}
