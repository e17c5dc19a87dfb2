/** How long a code lives: as text and as a bar, and read out at two moments alone. */
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { announced } from './announced.ts';

/** What a new code has: the whole bar. */
const wholeSeconds = 180;

export function TimeLeft({ seconds }: { readonly seconds: number }) {
  const t = useTranslations('link.code');
  const minutes = Math.floor(seconds / 60);
  const text = `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  const before = useRef(seconds);
  const [said, setSaid] = useState<number | null>(null);
  useEffect(() => {
    const moment = announced(before.current, seconds);
    before.current = seconds;
    if (moment !== null) setSaid(moment);
  }, [seconds]);
  const share = Math.min(100, (seconds / wholeSeconds) * 100);
  return (
    <div>
      <p className="text-sm tabular-nums text-soft">{t('left', { time: text })}</p>
      <div aria-hidden="true" className="mt-1 h-1.5 overflow-hidden rounded-full bg-line">
        <div
          className={`h-full rounded-full ${seconds <= 10 ? 'bg-bad' : 'bg-accent'}`}
          style={{ width: `${share}%` }}
        />
      </div>
      <p role="status" className="sr-only">
        {said !== null && t('spoken', { seconds: said })}
      </p>
    </div>
  );
}
