/** Who has read a small chat up to where, of those who show it. */
import type { Result } from '@kith/protocol';
import { choice } from '../chats/choices.ts';
import { type ChatReading, readerIn } from '../chats/reader.ts';
import { accept, type Outcome } from '../command.ts';
import type { View } from '../state.ts';
import { isShown } from './receipts.ts';

/** As others were last told: no look is newer than what everybody hears. */
export function receiptList(
  view: View,
  request: ChatReading & { readonly receiptMembers: number },
): Outcome<Result<'receipts.list'>> {
  const here = readerIn(view, request);
  if ('code' in here) return here;
  if (!isShown(here.chat, request)) return accept({ receipts: [] });
  const receipts = view
    .list('members', 'byChat', [here.chat.id])
    .filter(({ userId, since, shown }) => shown > since && choice(view, userId, 'privacy.receipts'))
    .map(({ userId, shown }) => ({ user: userId, seq: shown }));
  return accept({ receipts });
}
