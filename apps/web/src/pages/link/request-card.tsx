/** A device that asks to be let in: who, from where, when; and the answer that it was given. */
import type { LinkRequest } from '@kith/client';
import { useRecentEvents } from '@kith/client/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Message } from '../../ui/message.tsx';
import { AnswerForm } from './answer-form.tsx';
import { EndText } from './end-text.tsx';
import { endOf } from './ends.ts';
import type { Quarantine } from './quarantine.ts';
import { RequestFacts } from './request-facts.tsx';

export interface RequestCardProps {
  readonly request: LinkRequest;
  readonly isOpen: boolean;
  readonly isWanted: boolean;
  readonly isOut: boolean;
  readonly quarantine: Quarantine | null;
}

export function RequestCard({ request, isOpen, isWanted, isOut, quarantine }: RequestCardProps) {
  const t = useTranslations('link.trusted');
  const { device, link } = request;
  const end = endOf(useRecentEvents(), link);
  const [isKilled, setIsKilled] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isWanted) heading.current?.focus();
  }, [isWanted]);
  // The form goes with its answer: whoever was in it goes on at the heading.
  const hadFocus = useRef(false);
  useEffect(() => {
    if (!isOpen && hadFocus.current) heading.current?.focus();
  }, [isOpen]);
  const id = `request-${link}`;
  return (
    <section
      aria-labelledby={id}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={({ relatedTarget }) => {
        // A field that is taken away while it has focus gives it to nothing.
        if (relatedTarget !== null) hadFocus.current = false;
      }}
      className="min-w-0 rounded-xl border border-line-strong bg-card p-4 sm:p-5"
    >
      <h2 ref={heading} id={id} tabIndex={-1} className="text-lg font-semibold text-balance outline-none">
        {t.rich(isOpen ? 'asks' : 'asked', { name: () => <bdi>{device.name}</bdi> })}
      </h2>
      {isOpen ? (
        <>
          <RequestFacts request={request} />
          <AnswerForm
            request={request}
            isOut={isOut}
            quarantine={quarantine}
            onKilled={() => setIsKilled(true)}
          />
        </>
      ) : (
        <div className="mt-3">
          <Message tone={end?.name === 'approved' ? 'good' : 'warn'} isAlert>
            <p>
              <EndText end={end} name={device.name} isKilled={isKilled} />
            </p>
          </Message>
        </div>
      )}
    </section>
  );
}
