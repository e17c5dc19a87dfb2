/** What stands here where the server takes no new devices. */
import { useTranslations } from 'use-intl/react';
import { Page } from '../../shell/page.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';

export function Closed() {
  const t = useTranslations('register');
  return (
    <Page title={t('title')} width="narrow" step="closed">
      <Message tone="warn">
        <p className="font-medium">{t('closed.title')}</p>
        <p>{t('closed.text')}</p>
      </Message>
      <ButtonLink href="/login" tone="primary">
        {t('closed.login')}
      </ButtonLink>
    </Page>
  );
}
