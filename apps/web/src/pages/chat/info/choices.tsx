/** What one chooses for oneself about a chat: notices, its place in the list. */
import { useTranslations } from 'use-intl/react';
import { ArchiveIcon, MutedIcon, PinIcon } from '../../../ui/icons.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { useMuteItems } from '../mute-items.ts';
import type { PartProps } from './info.tsx';

const look =
  'flex min-h-16 w-full flex-col items-center justify-center gap-1 rounded-lg border border-line px-1 py-2 text-center text-xs leading-tight text-soft hover:bg-sunken hover:text-text aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:text-accent-strong';

export function Choices({ chat, entry }: PartProps) {
  const t = useTranslations('chat.info.choices');
  const items = useMuteItems()(entry);
  const { isMuted, isPinned, isArchived } = entry;
  return (
    <ul className="grid grid-cols-3 gap-2">
      <li>
        {isMuted ? (
          <button type="button" aria-pressed={true} className={look} onClick={() => chat.unmute()}>
            <MutedIcon />
            {t('muted')}
          </button>
        ) : (
          <MenuButton label={t('mute')} groups={[items]} className={look}>
            <MutedIcon />
            {t('mute')}
          </MenuButton>
        )}
      </li>
      <li>
        <button type="button" aria-pressed={isPinned} className={look} onClick={() => chat.pin(!isPinned)}>
          <PinIcon />
          {isPinned ? t('pinned') : t('pin')}
        </button>
      </li>
      <li>
        <button
          type="button"
          aria-pressed={isArchived}
          className={look}
          onClick={() => chat.archive(!isArchived)}
        >
          <ArchiveIcon />
          {isArchived ? t('archived') : t('archive')}
        </button>
      </li>
    </ul>
  );
}
