/** What a device sees that another one signed out: who did it, and what it had not saved. */
import { useTranslations } from 'use-intl/react';
import { ButtonLink } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Message } from '../ui/message.tsx';
import { useLostEdits } from './lost-edits.ts';
import { Page } from './page.tsx';

export function SignedOut({ by }: { readonly by: string | null }) {
  const t = useTranslations('shell.signedOut');
  const lost = useLostEdits();
  return (
    <Page title={t('title')} width="narrow">
      <Message tone="bad">
        <p>
          {by === null
            ? t('bySomebody')
            : t.rich('by', { name: () => <bdi className="font-medium">{by}</bdi> })}
        </p>
      </Message>
      <p className="text-soft">{t('what')}</p>
      {lost.length > 0 && (
        <section className="space-y-2">
          <h2 className="font-semibold">{t('lost')}</h2>
          <dl className="divide-y divide-line rounded-lg border border-line bg-card text-sm">
            {lost.map(({ key, value }) => (
              <div key={key} className="flex flex-wrap gap-x-3 px-3 py-2">
                <dt className="font-mono text-soft">{key}</dt>
                <dd className="min-w-0 break-all">{JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
          <div className="-mx-4">
            <CopyButton
              text={JSON.stringify(Object.fromEntries(lost.map((it) => [it.key, it.value])), null, 2)}
            />
          </div>
        </section>
      )}
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/register" tone="primary">
          {t('register')}
        </ButtonLink>
        <ButtonLink href="/login">{t('login')}</ButtonLink>
      </div>
    </Page>
  );
}
