/** The devices that ask: those that wait, and those that were answered while this page is open. */
import type { LinkRequest } from '@kith/client';
import { useLinkRequests, useRecentEvents } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Message } from '../../ui/message.tsx';
import { EndText } from './end-text.tsx';
import { endOf } from './ends.ts';
import type { Quarantine } from './quarantine.ts';
import { RequestCard } from './request-card.tsx';

export interface RequestsProps {
  /** The request that the address names; null: none. */
  readonly wanted: string | null;
  readonly isOut: boolean;
  readonly quarantine: Quarantine | null;
}

const shownMax = 10;

export function Requests({ wanted, isOut, quarantine }: RequestsProps) {
  const t = useTranslations('link.trusted');
  const open = useLinkRequests();
  const events = useRecentEvents();
  const seen = useSeen(open);
  const shown = [...seen].sort((a, b) => Number(b.link === wanted) - Number(a.link === wanted));
  const isLost = wanted !== null && !seen.some(({ link }) => link === wanted);
  return (
    <>
      <p role="status" className="sr-only">
        {open.length > 0 ? t('waiting', { count: open.length }) : ''}
      </p>
      {isLost && (
        <Message tone="warn" isAlert>
          <p>
            <EndText end={endOf(events, wanted)} name={null} />
          </p>
        </Message>
      )}
      {shown.map((request) => (
        <RequestCard
          key={request.link}
          request={request}
          isOpen={open.includes(request)}
          isWanted={request.link === wanted}
          isOut={isOut}
          quarantine={quarantine}
        />
      ))}
    </>
  );
}

/** What waits and what waited, oldest first: an answer takes the place of its request, and nothing jumps. */
function useSeen(open: readonly LinkRequest[]): readonly LinkRequest[] {
  const [seen, setSeen] = useState(open);
  const fresh = open.filter((it) => !seen.some(({ link }) => link === it.link));
  const all = fresh.length === 0 ? seen : [...seen, ...fresh].slice(-shownMax);
  useEffect(() => setSeen(all), [all]);
  return all;
}
