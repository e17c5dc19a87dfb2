/** Beside the list, while no chat is open. */
import { useTranslations } from 'use-intl/react';
import { ChatIcon } from '../../ui/icons.tsx';

export function NoThread() {
  const t = useTranslations('chat.noThread');
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center text-soft">
      <ChatIcon className="size-12 text-line-strong" />
      <p className="max-w-72">{t('text')}</p>
      <p className="text-sm">
        {t.rich('keys', {
          key: (key) => (
            <kbd className="rounded border border-line-strong bg-card px-1.5 py-0.5 font-sans text-xs">
              {key}
            </kbd>
          ),
        })}
      </p>
    </div>
  );
}
