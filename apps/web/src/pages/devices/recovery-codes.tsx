/** Recovery codes: the way back when every device is lost. Shown once, until the person says that they are kept. */
import { useKith } from '@kith/client/react';
import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl/react';
import { useAction } from '../../shell/action.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';
import { NewCodes } from './new-codes.tsx';

export interface RecoveryCodesProps {
  readonly isOut: boolean;
  /** Until then this device may not make any; null: it may. */
  readonly quarantineUntil: number | null;
}

export function RecoveryCodes({ isOut, quarantineUntil }: RecoveryCodesProps) {
  const t = useTranslations('devices.recovery');
  const kith = useKith();
  const format = useFormatter();
  const textOf = useErrorText();
  const [isAsked, setIsAsked] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { run, isBusy, error } = useAction(async () => setCodes(await kith.createRecoveryCodes()));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (codes !== null) heading.current?.focus();
  }, [codes]);
  const make = () => {
    setIsAsked(false);
    void run();
  };
  const isHeld = quarantineUntil !== null && kith.serverNow() < quarantineUntil;
  const done = () => {
    heading.current?.focus();
    setCodes(null);
  };
  return (
    <Card headingRef={heading} title={t('title')}>
      {codes === null ? (
        <div className="space-y-4">
          <p className="text-soft">{t('text')}</p>
          {error !== null && (
            <Message tone="bad">
              <p>{textOf(error)}</p>
            </Message>
          )}
          {isHeld && (
            <p className="text-sm">
              {t('quarantine', {
                time: format.dateTime(new Date(quarantineUntil), { dateStyle: 'medium', timeStyle: 'short' }),
              })}
            </p>
          )}
          <Button busy={isBusy} off={isOut || isHeld} onClick={() => setIsAsked(true)}>
            {isBusy ? t('making') : t('make')}
          </Button>
        </div>
      ) : (
        <NewCodes codes={codes} onDone={done} />
      )}
      {isAsked && (
        <Dialog
          title={t('dialog.title')}
          onClose={() => setIsAsked(false)}
          actions={
            <>
              <Button onClick={() => setIsAsked(false)}>{t('dialog.cancel')}</Button>
              <Button tone="primary" onClick={make}>
                {t('dialog.do')}
              </Button>
            </>
          }
        >
          <p>{t('dialog.text')}</p>
        </Dialog>
      )}
    </Card>
  );
}
