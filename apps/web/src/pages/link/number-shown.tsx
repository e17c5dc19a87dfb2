/** The number that a new device shows while it waits: big, since a person carries it to another screen. */
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { useIsOut } from '../../shell/outage.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Message } from '../../ui/message.tsx';
import { TimeLeft } from './time-left.tsx';

export interface NumberShownProps {
  readonly number: string;
  /** Whose user it asks to join. */
  readonly handle: string;
  /** null: the answer is here, and shows in a moment. */
  readonly secondsLeft: number | null;
  readonly onCancel: () => void;
}

export function NumberShown({ number, handle, secondsLeft, onCancel }: NumberShownProps) {
  const t = useTranslations('link.new');
  const isOut = useIsOut();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <Card className="text-center">
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold text-balance outline-none">
          {t('typeIt')}
          <span className="sr-only"> {number.split('').join(' ')}</span>
        </h2>
        <p
          aria-hidden="true"
          className="my-4 font-mono text-8xl leading-none font-semibold tracking-widest tabular-nums indent-[0.1em]"
        >
          {number}
        </p>
        <p className="text-balance">
          {t.rich('joining', { name: () => <bdi className="font-medium">{handle}</bdi> })}
        </p>
        <div className="mx-auto mt-4 min-h-8 max-w-64">
          {secondsLeft !== null && <TimeLeft seconds={secondsLeft} />}
        </div>
        <Button className="mt-5" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </Card>
      {isOut && (
        <Message tone="warn" isAlert>
          <p>{t('out')}</p>
        </Message>
      )}
      <p className="text-sm text-soft">{t('warning')}</p>
    </>
  );
}
