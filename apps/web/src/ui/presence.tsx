/** The dot and word that say whether a device is here. Never the dot alone: not everybody sees colours. */
import type { Device } from '@kith/client';
import { useTranslations } from 'use-intl/react';

const looks: Readonly<Record<Device['presence'], string>> = {
  online: 'bg-good border-good',
  away: 'bg-transparent border-warn',
  offline: 'bg-transparent border-line-strong',
};

export function Presence({ presence }: { readonly presence: Device['presence'] }) {
  const t = useTranslations('shell.presence');
  return (
    <span className="inline-flex items-center gap-1.5 text-sm text-soft">
      <span aria-hidden="true" className={`size-2.5 rounded-full border-2 ${looks[presence]}`} />
      {t(presence)}
    </span>
  );
}
