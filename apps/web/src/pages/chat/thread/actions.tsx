/** What can be done from a message, given to all messages of a feed by the pane around them. */
import type { Message } from '@kith/client/chat';
import { createContext, useContext } from 'react';

export interface Actions {
  /** Whether it must be said who speaks: of two people it shows anyhow. */
  readonly hasNames: boolean;
  /** Whether one may write here at all. */
  readonly canWrite: boolean;
  /** Whether one may delete what others said. */
  readonly canModerate: boolean;
  readonly reply: (message: Message) => void;
  readonly edit: (message: Message) => void;
  /** Shows a message that may be anywhere in the chat. */
  readonly goTo: (message: string) => void;
  /** Shows the answers to a message beside the chat; null: they are what shows. */
  readonly openReplies: ((message: Message) => void) | null;
  /** Everything from here on counts as unread. */
  readonly markUnread: ((message: Message) => void) | null;
  /** Opens the menu of a message at an element of it. */
  readonly openMenu: (message: Message, at: HTMLElement) => void;
}

const Context = createContext<Actions | null>(null);

export const ActionsProvider = Context.Provider;

export function useActions(): Actions {
  const actions = useContext(Context);
  if (actions === null) throw new Error('useActions: there is no <ActionsProvider> above this component');
  return actions;
}
