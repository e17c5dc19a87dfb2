/** Has the log decide a command of the operator. */
import type { Outcome } from '../../domain/command.ts';
import type { CommandName, CommandParams, CommandResult } from '../../domain/deciders.ts';
import type { Store } from '../../store/port.ts';

/** Executes a command as the system. Throws `StoreFault`. */
export async function bySystem<N extends CommandName>(
  store: Store,
  name: N,
  params: CommandParams<N>,
): Promise<Outcome<CommandResult<N>>> {
  return (await store.execute({ name, params, actor: { kind: 'system' } })) as Outcome<CommandResult<N>>;
}
