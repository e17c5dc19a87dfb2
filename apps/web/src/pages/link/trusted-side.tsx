/** A device that has a user: it answers those that ask, and shows a code for one more. */
import { useLinkRequests } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { useSearch } from 'wouter';
import { useIsOut } from '../../shell/outage.ts';
import { Page } from '../../shell/page.tsx';
import { Message } from '../../ui/message.tsx';
import { CodeCard } from './code-card.tsx';
import { useQuarantine } from './quarantine.ts';
import { Requests } from './requests.tsx';

export interface TrustedSideProps {
  /** The address had a code: meant for a device without a user. */
  readonly isOpenedByCode: boolean;
}

export function TrustedSide({ isOpenedByCode }: TrustedSideProps) {
  const t = useTranslations('link.trusted');
  const isOut = useIsOut();
  const quarantine = useQuarantine();
  const isAsked = useLinkRequests().length > 0;
  const wanted = new URLSearchParams(useSearch()).get('request');
  return (
    <Page
      title={t('title')}
      lead={isOut ? <span className="text-warn">{t('out')}</span> : t('lead')}
      width="narrow"
    >
      {isOpenedByCode && (
        <Message tone="warn" isAlert>
          <p>{t('alreadyIn')}</p>
        </Message>
      )}
      {/* A request says the same already. */}
      <CodeCard isOut={isOut} quarantine={isAsked ? null : quarantine} />
      {/* Below: what comes in must not push away what somebody is reading. */}
      <Requests wanted={wanted} isOut={isOut} quarantine={quarantine} />
    </Page>
  );
}
