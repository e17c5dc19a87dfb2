/** Decides `chats.update` and `chats.delete`. */
import { chatTopic, type EventData, refuse } from '@kith/protocol';
import {
  type Accepted,
  type AckedEvent,
  accept,
  accepted,
  durable,
  type Outcome,
  type Turn,
} from '../command.ts';
import type { Chat, Device } from '../rows.ts';
import { end } from './leaving.ts';
import { keepLine } from './lines.ts';
import { standing } from './member-row.ts';

export interface UpdateParams {
  readonly chat: string;
  readonly title?: string | null | undefined;
  readonly purpose?: string | null | undefined;
  readonly listed?: boolean | undefined;
}

/** What is told of a chat that is named only. */
export type Named = { readonly chat: { readonly id: string } };

export const update = durable<UpdateParams, Named>({ decide: decideUpdate, ack: namedIn });

export const remove = durable<{ chat: string }, Named>({ decide: decideDelete, ack: namedIn });

function namedIn({ data }: AckedEvent<EventData<'chat.updated' | 'chat.deleted'>>): Named {
  return { chat: { id: data.id } };
}

function decideUpdate({
  state,
  params,
  caller,
  emit,
}: Turn<UpdateParams, Device>): Outcome<Named> | Accepted {
  const found = standing(state, caller, { chat: params.chat, action: 'update' });
  if ('code' in found) return found;
  const { chat, member } = found;
  const misfit = misfitOf(chat, params);
  if (misfit !== undefined) return refuse('validation-failed', { hint: misfit });
  const change = changeOf(chat, params);
  if (Object.keys(change).length === 0) return accept({ chat: { id: chat.id } });
  const { title = chat.title, purpose = chat.purpose, listed = chat.listed === 1 } = change;
  state.put('chats', { ...chat, title, purpose, listed: listed ? 1 : 0 });
  const seq = emit(chatTopic(chat.id), 'chat.updated', { id: chat.id, ...change });
  keepLine(state, chat.id, {
    seq,
    type: 'chat.updated',
    user: null,
    by: member.userId,
    ...(change.title === undefined ? {} : { title }),
  });
  return accepted;
}

function misfitOf({ kind }: Readonly<Chat>, { title, listed }: UpdateParams): string | undefined {
  if (kind === 'channel') return title === null ? 'a channel has a title' : undefined;
  return listed === true ? 'only channels are listed' : undefined;
}

/** What of it is another value than before. */
function changeOf(
  chat: Readonly<Chat>,
  { title, purpose, listed }: UpdateParams,
): Omit<EventData<'chat.updated'>, 'id'> {
  return {
    ...(title === undefined || title === chat.title ? {} : { title }),
    ...(purpose === undefined || purpose === chat.purpose ? {} : { purpose }),
    ...(listed === undefined || listed === (chat.listed === 1) ? {} : { listed }),
  };
}

function decideDelete(turn: Turn<{ chat: string }, Device>): Outcome<Named> | Accepted {
  const { state, params, caller } = turn;
  const found = standing(state, caller, { chat: params.chat, action: 'delete' });
  if ('code' in found) return found;
  end(turn, found.chat);
  return accepted;
}
