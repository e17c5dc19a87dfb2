/** What this is: the version of the server that serves it, what it is built from, and where it is described. */
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Group } from './group.tsx';
import { readServerVersion, type ServerVersion } from './server-version.ts';

const link = 'font-medium text-accent underline underline-offset-2';

export function About() {
  const t = useTranslations('settings.about');
  const facts = useServerVersion();
  const said = (what: keyof ServerVersion) => {
    if (facts === undefined) return '…';
    return facts === null ? t('unknown') : String(facts[what]);
  };
  return (
    <Group title={t('title')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-soft">{t('version')}</dt>
        <dd>{said('version')}</dd>
        <dt className="text-soft">{t('level')}</dt>
        <dd>{said('level')}</dd>
      </dl>
      <ul className="space-y-2 text-sm">
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

/** Undefined: not known yet; null: the server does not say. */
function useServerVersion(): ServerVersion | null | undefined {
  const [facts, setFacts] = useState<ServerVersion | null>();
  useEffect(() => {
    const leaving = new AbortController();
    void readServerVersion(leaving.signal).then((it) => {
      if (!leaving.signal.aborted) setFacts(it);
    });
    return () => leaving.abort();
  }, []);
  return facts;
}
