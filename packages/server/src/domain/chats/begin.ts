/** The beginning of a chat: its row, its members, and the events that tell of them in an order that all hear. */
import { chatTopic } from '@kith/protocol';
import { newId } from '../../base/random.ts';
import type { Turn } from '../command.ts';
import type { Chat } from '../rows.ts';
import { announce, type Entering, seat } from './joining.ts';
import { keepLine } from './lines.ts';
import { viewOfChat } from './views.ts';

/** What is chosen about a chat that begins. */
interface Beginning extends Pick<Chat, 'kind'> {
  readonly title?: string | undefined;
  readonly purpose?: string | undefined;
  readonly history?: Chat['history'] | undefined;
  readonly listed?: boolean | undefined;
  readonly pair?: string;
}

/** Begins a chat with these members. The first one joins before it is told, so as to hear all of it. */
export function begin(
  turn: Turn<unknown, unknown>,
  chat: Beginning,
  [first, ...rest]: readonly [Entering, ...Entering[]],
): void {
  const { state, means, emit } = turn;
  const { kind, title = null, purpose = null, history = 'all', pair = null } = chat;
  const row: Chat = {
    id: newId(means.random, 'cht'),
    kind,
    title,
    purpose,
    history,
    listed: kind === 'channel' && chat.listed !== false ? 1 : 0,
    pair,
    createdAt: state.now,
    createdBy: first.user,
    memberCount: 1 + rest.length,
    deletedAt: null,
  };
  state.put('chats', row);
  const topic = chatTopic(row.id);
  seat(state, row.id, first, 1);
  for (const [index, entering] of rest.entries()) seat(state, row.id, entering, 3 + index);
  announce(turn, row.id, first);
  const seq = emit(topic, 'chat.created', viewOfChat(row));
  keepLine(state, row.id, { seq, type: 'chat.created', user: null, by: first.user, title });
  for (const entering of rest) announce(turn, row.id, entering);
}
