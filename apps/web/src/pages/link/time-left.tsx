/** How long a code lives: as text and as a bar, and read out at two moments alone. */
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { announced } from './announced.ts';

/** What a new code has: the whole bar. */
const wholeSeconds = 180;

export function TimeLeft({ seconds }: { readonly seconds: number }) {
  const t = useTranslations('link.time');
  // The server's time is known to within about a second: a new code never has more than it was given.
  const left = Math.min(seconds, wholeSeconds);
  const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  const before = useRef(seconds);
  const [said, setSaid] = useState<number | null>(null);
  useEffect(() => {
    const moment = announced(before.current, seconds);
    before.current = seconds;
    if (moment !== null) setSaid(moment);
  }, [seconds]);
  return (
    <div>
      <p className="text-sm tabular-nums text-soft">{t('left', { time: text })}</p>
      <div aria-hidden="true" className="mt-1 h-1.5 overflow-hidden rounded-full bg-line">
        <div
          className={`h-full rounded-full ${seconds <= 10 ? 'bg-bad' : 'bg-accent'}`}
          style={{ width: `${(left / wholeSeconds) * 100}%` }}
        />
      </div>
      <p role="status" className="sr-only">
        {said !== null && t('spoken', { seconds: said })}
      </p>
    </div>
  );
}
