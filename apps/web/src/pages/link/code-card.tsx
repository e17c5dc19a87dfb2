/** The code of this device: how to use it, the code itself, and what becomes of it. */
import { type ShownOffer, useLink } from '@kith/client/react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';
import type { Quarantine } from './quarantine.ts';
import { QuarantineText } from './quarantine-text.tsx';
import { ShownCode } from './shown-code.tsx';

export interface CodeCardProps {
  readonly isOut: boolean;
  readonly quarantine: Quarantine | null;
}

export function CodeCard({ isOut, quarantine }: CodeCardProps) {
  const t = useTranslations('link.code');
  const { offer, secondsLeft, busy, error, create, cancel } = useLink();
  const textOf = useErrorText();
  const heading = useRef<HTMLHeadingElement>(null);
  const isOpen = offer?.state.name === 'open';
  // What is pressed goes away with what it brings: focus moves on to the card's heading.
  const make = () => {
    heading.current?.focus();
    if (offer !== null) cancel();
    void create();
  };
  const hide = () => {
    heading.current?.focus();
    cancel();
  };
  const isBusy = busy === 'create';
  return (
    <Card headingRef={heading} title={isOpen ? t('shownTitle') : t('title')}>
      {quarantine !== null && (
        <div className="mb-4">
          <QuarantineText quarantine={quarantine} what="show" />
        </div>
      )}
      {error !== null && (
        <div className="mb-4">
          <Message tone="bad">
            <p>{textOf(error)}</p>
          </Message>
        </div>
      )}
      {isOpen && secondsLeft !== null ? (
        <ShownCode offer={offer} secondsLeft={secondsLeft} onNew={make} onHide={hide} isBusy={isBusy} />
      ) : (
        <>
          {offer === null ? <Steps /> : <OfferState key={offer.link} state={offer.state} />}
          <Button
            tone={offer === null ? 'primary' : 'plain'}
            className="mt-5"
            busy={isBusy}
            // Another code would turn away the device that waits.
            off={isOut || offer?.state.name === 'redeemed'}
            onClick={make}
          >
            {isBusy ? t('making') : offer === null ? t('show') : t('new')}
          </Button>
        </>
      )}
    </Card>
  );
}

function Steps() {
  const t = useTranslations('link.code');
  return (
    <ol className="list-decimal space-y-1.5 pl-5 text-sm">
      <li>{t('step1')}</li>
      <li>{t('step2')}</li>
      <li>{t('step3')}</li>
    </ol>
  );
}

type StateName = 'redeemed' | 'approved' | 'denied' | 'expired';

const names: readonly StateName[] = ['redeemed', 'approved', 'denied', 'expired'];

/**
 * What became of the code; the answer itself stands with its request, and is read out there. It has the room of its
 * longest text, whatever the device is called: the request stands below, and must not move.
 */
function OfferState({ state }: { readonly state: ShownOffer['state'] }) {
  const [device, setDevice] = useState('');
  if (state.name === 'redeemed' && state.device.name !== device) setDevice(state.device.name);
  return (
    <div className="grid">
      {names.map((name) => {
        const isShown = name === state.name;
        return (
          // Put in anew when it shows: an alert is read out as it comes.
          <div
            key={`${name} ${isShown}`}
            aria-hidden={!isShown || undefined}
            className={`col-start-1 row-start-1 min-w-0 ${isShown ? '' : 'invisible'}`}
          >
            <StateText name={name} device={device} isShown={isShown} />
          </div>
        );
      })}
    </div>
  );
}

interface StateTextProps {
  readonly name: StateName;
  /** Which device gave the code. */
  readonly device: string;
  readonly isShown: boolean;
}

function StateText({ name, device, isShown }: StateTextProps) {
  const t = useTranslations('link.code.state');
  switch (name) {
    case 'redeemed':
      return (
        <p>{t.rich('redeemed', { name: () => <bdi className="font-medium break-words">{device}</bdi> })}</p>
      );
    case 'approved':
    case 'denied':
      return <p>{t(name)}</p>;
    case 'expired':
      return (
        <Message tone="warn" isAlert={isShown}>
          <p>{t('expired')}</p>
        </Message>
      );
  }
}
