/** A day as people say it: today, yesterday, else its date. */
import { useFormatter, useNow, useTranslations } from 'use-intl/react';

const dayMs = 86_400_000;

function useDayText(): (at: number) => string {
  const t = useTranslations('thread.day');
  const format = useFormatter();
  // It is asked again when a day may have passed.
  const now = useNow({ updateInterval: 60_000 });
  return (at) => {
    const date = new Date(at);
    if (date.toDateString() === now.toDateString()) return t('today');
    if (date.toDateString() === new Date(now.getTime() - dayMs).toDateString()) return t('yesterday');
    const isThisYear = date.getFullYear() === now.getFullYear();
    return format.dateTime(date, {
      day: 'numeric',
      month: 'long',
      ...(isThisYear ? {} : { year: 'numeric' }),
    });
  };
}

const chipLook =
  'rounded-full border border-line bg-card px-3 py-0.5 text-xs font-medium text-soft shadow-xs';

/** Stands between two days. */
export function DayLine({ at }: { readonly at: number }) {
  const dayText = useDayText();
  return (
    <div className="flex justify-center py-2.5">
      <span className={chipLook}>{dayText(at)}</span>
    </div>
  );
}

/** Stays on top while one reads through the day; the lines between days say it to screen readers. */
export function DayChip({ at }: { readonly at: number }) {
  const dayText = useDayText();
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute inset-x-0 top-2.5 z-10 flex justify-center"
    >
      <span className={chipLook}>{dayText(at)}</span>
    </div>
  );
}

/** Where the messages begin that were not read. */
export function UnreadLine() {
  const t = useTranslations('thread');
  return (
    <div className="flex items-center gap-3 py-2 text-xs font-semibold text-accent">
      <span aria-hidden="true" className="h-px flex-1 bg-accent" />
      {t('unread')}
      <span aria-hidden="true" className="h-px flex-1 bg-accent" />
    </div>
  );
}
