/** Queries about signals: who may be told what holds now and is not kept. */
import { chatTopic, type Refusal, type Topic } from '@kith/protocol';
import { choice } from './chats/choices.ts';
import { livingChat, standing } from './chats/member-row.ts';
import { refuseUnwanted } from './messages/blocks.ts';
import type { View } from './state.ts';

export const signalQueries = {
  /** Whether a member who writes is told to the others: `hidden` where the person does not want that. */
  typing(view: View, { user, chat }: { user: string; chat: string }): 'told' | 'hidden' | Refusal {
    const found = standing(view, { userId: user }, { chat, action: 'type' });
    if ('code' in found) return found;
    return refuseUnwanted(view, found) ?? (choice(view, user, 'privacy.typing') ? 'told' : 'hidden');
  },

  /**
   * The chats whose members are told how a user is present: direct ones and small ones.
   *
   * Nobody is told in a chat that a stranger began, before the user has accepted it, nor between people of whom one
   * blocked the other.
   */
  partnersOf(view: View, { user, most }: { user: string; most: number }): readonly Topic[] {
    return view.list('members', 'byUser', [user]).flatMap((member) => {
      const chat = livingChat(view, member.chatId);
      if (chat === undefined || member.request === 1) return [];
      const isSmall = chat.memberCount > 1 && chat.memberCount <= most;
      return isSmall && refuseUnwanted(view, { chat, member }) === undefined ? [chatTopic(chat.id)] : [];
    });
  },
};
