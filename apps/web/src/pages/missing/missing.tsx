/** The page that is not there. */
import { useTranslations } from 'use-intl/react';
import { useLocation } from 'wouter';
import { Page } from '../../shell/page.tsx';
import { ButtonLink } from '../../ui/button.tsx';

export default function Missing() {
  const t = useTranslations('missing');
  const [path] = useLocation();
  return (
    <Page
      title={t('title')}
      width="narrow"
      lead={t.rich('text', { path: () => <bdi className="break-all">{path}</bdi> })}
    >
      <ButtonLink href="/" tone="primary">
        {t('home')}
      </ButtonLink>
    </Page>
  );
}
