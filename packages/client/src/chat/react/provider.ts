/** The provider: which chats the hooks below it mean. */
import { createContext, createElement, type ReactNode, useContext } from 'react';
import type { Chats } from '../api.ts';

const Context = createContext<Chats | null>(null);

export interface ChatsProviderProps {
  /** What `openChats` gave, made once and outside of components. Whoever made it closes it. */
  readonly chats: Chats;
  readonly children?: ReactNode;
}

/** Gives chats to all hooks below. */
export function ChatsProvider({ chats, children }: ChatsProviderProps): ReactNode {
  return createElement(Context.Provider, { value: chats }, children);
}

/** The chats, for commands. Throws where there is no `ChatsProvider` above. */
export function useChatsDoor(): Chats {
  const chats = useContext(Context);
  if (chats === null)
    throw new Error('useChatsDoor: there is no <ChatsProvider chats={…}> above this component');
  return chats;
}
