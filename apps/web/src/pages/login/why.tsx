/** Why somebody has to log in, where they did not ask for it. */
import { useStatus } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Message } from '../../ui/message.tsx';

/** `asked`: what the page that led here said. */
export function Why({ asked }: { readonly asked: string | null }) {
  const t = useTranslations('login.why');
  const status = useStatus();
  if (status.name !== 'signed-out') return null;
  if (status.reason === 'revoked') {
    return (
      <Message tone="bad" isAlert={false}>
        <p>
          {status.by === null
            ? t('revoked')
            : t.rich('revokedBy', { name: () => <bdi className="font-medium">{status.by}</bdi> })}
        </p>
      </Message>
    );
  }
  if (asked !== 'expired') return null;
  return (
    <Message tone="warn">
      <p>{t('expired')}</p>
      {status.pending > 0 && <p>{t('kept', { count: status.pending })}</p>}
    </Message>
  );
}
