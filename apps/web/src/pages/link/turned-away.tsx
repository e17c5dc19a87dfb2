/** What a new device says when it was not let in, and how to begin anew. */
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

export interface TurnedAwayProps {
  readonly end: 'denied' | 'expired';
  readonly handle: string;
  readonly onAgain: () => void;
}

export function TurnedAway({ end, handle, onAgain }: TurnedAwayProps) {
  const t = useTranslations('link.new');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Card>
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        {t(`${end}.title`)}
      </h2>
      <p className="mt-2">
        {t.rich(`${end}.text`, { name: () => <bdi className="font-medium">{handle}</bdi> })}
      </p>
      <p className="mt-2 text-soft">{t('anew')}</p>
      <Button tone="primary" className="mt-5" onClick={onAgain}>
        {t('again')}
      </Button>
    </Card>
  );
}
