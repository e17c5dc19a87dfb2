/** Whether everybody finds a channel. */
import { useTranslations } from 'use-intl/react';
import { useAttempt } from '../../../shell/attempt.ts';
import { Check } from '../../../ui/check.tsx';
import type { PartProps } from './info.tsx';

export function Listing({ chat, entry }: PartProps) {
  const t = useTranslations('chat.new.channel');
  const attempt = useAttempt();
  return (
    <Check
      label={t('listed')}
      hint={t('listedHint')}
      isChecked={entry.listed}
      onChange={(listed) => attempt(() => chat.update({ listed }))}
    />
  );
}
