/** Durable commands whose wire method and command are one: the log decides them, nothing is done before. */
import type { MethodName, Params, Result } from '@kith/protocol';
import type { Outcome } from '../../domain/command.ts';
import type { CommandName } from '../../domain/deciders.ts';
import { actorOf, digestOf, type Handler } from '../handler.ts';

/** Hands the params, without the id, to the command of the same name. */
export function durably<M extends MethodName & CommandName>(name: M): Handler<M> {
  return async ({ store }, { params, sent, caller }) => {
    const { id, ...rest } = params as Params<M> & { id: string };
    const command = {
      name,
      params: rest,
      actor: actorOf(caller),
      id,
      digest: digestOf({ method: name }, sent),
    };
    return (await store.execute(command)) as Outcome<Result<M>>;
  };
}
