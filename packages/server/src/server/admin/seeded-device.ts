/** The devices of a seed, and commands in their name, each with an id of its own: what was done is not done again. */
import { fold, type Json, type MethodName } from '@kith/protocol';
import { digestOf } from '../../commands/handler.ts';
import type { Actor, Outcome } from '../../domain/command.ts';
import type { CommandName, CommandParams, CommandResult } from '../../domain/deciders.ts';
import type { Device } from '../../domain/rows.ts';
import type { Store } from '../../store/port.ts';

/** The living device with this name. */
export function find(store: Store, name: string): Promise<Device | undefined> {
  return store.read('deviceByName', { name: '', folded: fold(name) });
}

export function actorOf({ id, gen }: Device): Actor {
  return { kind: 'device', device: id, gen };
}

/** Has a device do something durable; again, by the same id: the first answer. */
export async function doOnce<N extends CommandName & MethodName>(
  store: Store,
  caller: Device,
  command: { readonly name: N; readonly params: CommandParams<N>; readonly id: string },
): Promise<Outcome<CommandResult<N>>> {
  const { name, params, id } = command;
  const digest = digestOf({ method: name }, JSON.parse(JSON.stringify(params)) as Json);
  return (await store.execute({ name, params, actor: actorOf(caller), id, digest })) as Outcome<
    CommandResult<N>
  >;
}
