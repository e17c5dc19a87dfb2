/** How long the notices of a chat may be silenced, as items of a menu. */
import type { ChatEntry } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useKith } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import type { MenuItem } from '../../ui/menu.tsx';

const hourMs = 60 * 60 * 1000;

export function useMuteItems(): (entry: Pick<ChatEntry, 'id' | 'isMuted'>) => readonly MenuItem[] {
  const t = useTranslations('chat.menu');
  const kith = useKith();
  const chats = useChatsDoor();
  return ({ id, isMuted }) => {
    const chat = chats.chat(id);
    const forHours = (hours: number) => () => chat.mute(kith.serverNow() + hours * hourMs);
    if (isMuted) return [{ label: t('unmute'), onChoose: () => chat.unmute() }];
    return [
      { label: t('muteHours', { count: 1 }), onChoose: forHours(1) },
      { label: t('muteHours', { count: 8 }), onChoose: forHours(8) },
      { label: t('muteForGood'), onChoose: () => chat.mute(null) },
    ];
  };
}
