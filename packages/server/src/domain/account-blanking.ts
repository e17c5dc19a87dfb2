/** Blanks what a deleted user left behind, a bounded part of it at a time: settings, messages, reactions, inbox, name. */
import { chatTopic } from '@kith/protocol';
import { known } from '../base/assert.ts';
import { livingChat } from './chats/member-row.ts';
import { blankName } from './chats/names.ts';
import { accept, type Outcome, type Turn } from './command.ts';
import { workOff } from './deadlines.ts';
import { blankMessage } from './messages/blank.ts';
import { takeBack } from './messages/delete.ts';
import { rowKey } from './settings/address.ts';
import { forget } from './settings/history.ts';
import { blank } from './settings/traces.ts';

type SystemTurn = Turn<object, undefined>;

/** Blanks at most about `room` rows of a user, and says how many. */
type Blanking = (turn: SystemTurn, user: string, room: number) => number;

const blankings: readonly Blanking[] = [
  blankSettings,
  blankMessages,
  blankReactions,
  blankInbox,
  liftBans,
  blankNames,
];

export function blankUsers(turn: SystemTurn): Outcome<{ due: number }> {
  return accept(
    workOff(turn.state, 'user', (user, room) => {
      let done = 0;
      for (const blanking of blankings) if (done < room) done += blanking(turn, user, room - done);
      return done;
    }),
  );
}

/** A setting weighs as much as its history is long. */
function blankSettings({ state }: SystemTurn, user: string, room: number): number {
  let done = 0;
  for (const row of state.list('settings', 'byUser', [user], { limit: room })) {
    if (done >= room) return done;
    done += 2 + row.lastChange - row.firstChange;
    forget(state, row);
    blank(state, row);
    state.remove('settings', ...rowKey(row));
  }
  if (done === 0) state.remove('settingUsage', user);
  return done;
}

function blankMessages(turn: SystemTurn, user: string, room: number): number {
  const { state } = turn;
  const rows = state.list('messages', 'byUser', [user, 1], { limit: room });
  for (const row of rows) {
    if (livingChat(state, row.chatId) === undefined) blankMessage(state, row, null);
    else takeBack(turn, row, null);
  }
  return rows.length;
}

function blankReactions({ state, emit }: SystemTurn, user: string, room: number): number {
  const rows = state.list('reactions', 'byUser', [user], { limit: room });
  for (const { chatId, seq, emoji } of rows) {
    state.remove('reactions', chatId, seq, emoji, user);
    const message = state.get('messages', chatId, seq);
    if (message === undefined || livingChat(state, chatId) === undefined) continue;
    emit(chatTopic(chatId), 'reaction.removed', { chat: chatId, message: message.id, seq, user, emoji });
  }
  return rows.length;
}

function blankInbox({ state }: SystemTurn, user: string, room: number): number {
  const rows = state.list('inbox', 'byUser', [user], { limit: room });
  for (const { at, chatId, seq } of rows) state.remove('inbox', user, at, chatId, seq);
  return rows.length;
}

function liftBans({ state }: SystemTurn, user: string, room: number): number {
  const rows = state.list('bans', 'byUser', [user], { limit: room });
  for (const { chatId } of rows) state.remove('bans', chatId, user);
  return rows.length;
}

function blankNames(turn: SystemTurn, id: string, room: number): number {
  const { state } = turn;
  const user = known(state.get('users', id), 'the user of a deadline');
  let done = 0;
  for (const stay of state.list('stays', 'byUser', [id], { limit: room })) {
    if (done >= room) return done;
    done += blankName(turn, stay, user, room - done);
  }
  return done;
}
