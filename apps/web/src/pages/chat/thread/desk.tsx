/** What all parts of an open chat work with: the client's chats, this chat, and who one is. */
import type { Chat, Chats } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useReadable } from '@kith/client/react';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

export interface Desk {
  readonly chats: Chats;
  readonly chat: Chat;
  /** One's own user id. */
  readonly own: string | null;
  /** Answers that were begun and not sent, by the message that they answer; they go with the chat. */
  readonly begun: Map<string, string>;
}

const Context = createContext<Desk | null>(null);

export function DeskProvider({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const chats = useChatsDoor();
  const own = useReadable(chats.self, null)?.id ?? null;
  const [begun] = useState(() => new Map<string, string>());
  const desk = useMemo(() => ({ chats, chat: chats.chat(id), own, begun }), [chats, id, own, begun]);
  return <Context value={desk}>{children}</Context>;
}

export function useDesk(): Desk {
  const desk = useContext(Context);
  if (desk === null) throw new Error('useDesk: there is no <DeskProvider> above this component');
  return desk;
}
