/** The two ways for a device without a user: create one, or join one. */
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { NewUserForm } from './new-user-form.tsx';

export function UserChoices() {
  const t = useTranslations('entry.choices');
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <Card title={t('create')}>
        <p className="mb-4 text-sm text-soft">{t('createText')}</p>
        <NewUserForm />
      </Card>
      <Card title={t('join')}>
        <p className="mb-4 text-sm text-soft">{t('joinText')}</p>
        <ButtonLink href="/link" tone="primary">
          {t('joinWay')}
        </ButtonLink>
        <p className="mt-4 border-t border-line pt-3 text-sm text-soft">
          {t.rich('lost', {
            way: (text) => (
              <Link href="/login?way=code" className="font-medium text-accent underline underline-offset-2">
                {text}
              </Link>
            ),
          })}
        </p>
      </Card>
    </div>
  );
}
