/** How a request ended, in words. */
import { useDevices } from '@kith/client/react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl/react';
import type { End } from './ends.ts';

export interface EndTextProps {
  /** null: it is over, and nobody told how. */
  readonly end: End | null;
  /** The device that asked; null: not known. */
  readonly name: string | null;
  /** It died of wrong numbers that were typed here. */
  readonly isKilled?: boolean;
}

export function EndText({ end, name, isKilled = false }: EndTextProps): ReactNode {
  const t = useTranslations('link.trusted.ended');
  const devices = useDevices();
  const asker = () => <bdi className="font-medium">{name ?? t('device')}</bdi>;
  if (isKilled) return t.rich('killed', { name: asker });
  if (end === null) return t('over');
  if (end.name === 'expired') return t.rich('expired', { name: asker });
  if (end.name === 'withdrawn') return t.rich('withdrawn', { name: asker });
  const by = devices.find(({ id }) => id === end.by);
  if (by?.current) return t.rich(`${end.name}Here`, { name: asker });
  const other = () => <bdi className="font-medium">{by?.label ?? t('other')}</bdi>;
  return t.rich(`${end.name}Elsewhere`, { name: asker, other });
}
