/** Says of an address that is meant for a phone that none can reach it, and what to do about that. */
import { useTranslations } from 'use-intl/react';
import { Message } from '../ui/message.tsx';
import { isOnlyHere } from './reach.ts';

/** Nothing, where other devices can reach it. */
export function OnlyHere({ url }: { readonly url: string }) {
  const t = useTranslations('shell.onlyHere');
  const { hostname } = new URL(url);
  if (!isOnlyHere(hostname)) return null;
  return (
    <Message tone="warn">
      <p>{t('text', { host: hostname })}</p>
      <p>
        {t.rich('lan', {
          command: () => <code className="rounded bg-card px-1 font-mono">npm start -- --lan</code>,
        })}
      </p>
    </Message>
  );
}
