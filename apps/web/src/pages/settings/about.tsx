/** What this is: the version of the server that serves it, what it is built from, and where it is described. */
import { useTranslations } from 'use-intl/react';
import { useServerFacts } from '../../shell/server-facts.ts';
import { Group } from './group.tsx';

const link =
  'inline-flex min-h-6 touch:min-h-11 items-center font-medium text-accent underline underline-offset-2';

export function About() {
  const t = useTranslations('settings.about');
  const facts = useServerFacts();
  const said = (what: 'version' | 'level') => {
    if (facts === 'asking') return '…';
    return facts === 'unknown' ? t('unknown') : (facts[what] ?? t('unknown'));
  };
  return (
    <Group title={t('title')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-soft">{t('version')}</dt>
        <dd>{said('version')}</dd>
        <dt className="text-soft">{t('level')}</dt>
        <dd>{said('level')}</dd>
      </dl>
      <ul className="space-y-1 text-sm">
        <li>
          <a href="/licences.txt" className={link}>
            {t('licences')}
          </a>
        </li>
        <li>
          <a href="/v1/openapi.json" className={link}>
            {t('api')}
          </a>
        </li>
      </ul>
    </Group>
  );
}
