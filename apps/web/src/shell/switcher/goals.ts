/** Where a few letters may lead: chats by their names first, then a person by handle, then messages. Pure. */
import type { ChatEntry } from '@kith/client/chat';
import { holdsAll, wordsOf } from '../../chats/words.ts';
import { foldedHandle, handleFault } from '../names.ts';

export type Goal =
  | { readonly kind: 'chat'; readonly chat: ChatEntry }
  | { readonly kind: 'person'; readonly handle: string }
  | { readonly kind: 'messages'; readonly query: string };

/** More is a list of its own. */
const chatsMax = 20;

export function goals(
  chats: readonly ChatEntry[],
  query: string,
  nameOf: (chat: ChatEntry) => string,
): readonly Goal[] {
  const words = wordsOf(query.replace(/^\s*@/, ''));
  const found = chats
    .filter((chat) => holdsAll(`${nameOf(chat)} ${chat.partner?.handle ?? ''}`, words))
    .slice(0, chatsMax)
    .map((chat): Goal => ({ kind: 'chat', chat }));
  const wanted = query.trim();
  if (wanted === '') return found;
  const handle = foldedHandle(wanted.replace(/^@/, ''));
  const isKnown = chats.some(({ partner }) => partner?.handle === handle);
  const isHandle = handleFault(handle) === undefined && !isKnown;
  return [
    ...found,
    ...(isHandle ? [{ kind: 'person', handle } as const] : []),
    { kind: 'messages', query: wanted },
  ];
}
