/** A group of settings, with a badge that says where they hold: on all devices of the person, or here alone. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl/react';
import { Card } from '../../ui/card.tsx';

export interface GroupProps {
  readonly title: string;
  /** Undefined: there is nothing in it that could hold anywhere. */
  readonly holds?: 'synced' | 'here';
  readonly children: ReactNode;
}

const looks = {
  synced: 'bg-accent-wash text-accent-strong',
  here: 'bg-sunken text-soft',
} as const;

export function Group({ title, holds, children }: GroupProps) {
  const t = useTranslations('settings.holds');
  const badge = holds !== undefined && (
    <span className={`rounded-full px-2.5 py-1 text-xs font-medium ${looks[holds]}`}>{t(`${holds}`)}</span>
  );
  return (
    <Card title={title} beside={badge}>
      <div className="space-y-5">{children}</div>
    </Card>
  );
}
