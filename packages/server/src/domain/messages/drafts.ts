/** Drafts of messages: settings of their author, that go with the message that they became. */
import { kithApp, kithKey } from '@kith/protocol';
import { assert } from '../../base/assert.ts';
import { choice } from '../chats/choices.ts';
import type { Turn } from '../command.ts';
import type { Device } from '../rows.ts';
import { type Address, rowKey } from '../settings/address.ts';
import { change } from '../settings/change.ts';
import { forget } from '../settings/history.ts';
import { blank } from '../settings/traces.ts';
import type { State } from '../state.ts';

/** Takes the draft that was sent away, unless another one stands there by now. */
export function dropDraft(
  turn: Turn<unknown, Device>,
  { user, chat, draft }: { readonly user: string; readonly chat: string; readonly draft: string },
): void {
  if (choice(turn.state, user, kithKey('draft', chat))?.id !== draft) return;
  const { now } = turn.state;
  const unset = { value: null, editedAt: now, op: null, gesture: null, cause: 'edit' } as const;
  assert(change(turn, addressOf(user, chat), unset) === undefined, 'nothing is always within the quota');
}

/** Takes every earlier draft of a user in a chat out of the history and the log; the one that stands stays. */
export function forgetDrafts(state: State, user: string, chat: string): void {
  const address = addressOf(user, chat);
  const row = state.get('settings', ...rowKey(address));
  const span = forget(state, address);
  if (row !== undefined) state.put('settings', { ...row, ...span });
  const standing = row === undefined || row.value === null ? undefined : row.rev;
  blank(state, address, standing);
}

function addressOf(userId: string, chat: string): Address {
  return { userId, app: kithApp, scope: 'user', key: kithKey('draft', chat) };
}
