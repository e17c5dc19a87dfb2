/** A moment in the least room: the time today, the day of the week in the last week, the date before that. */
import { useFormatter } from 'use-intl/react';

const dayMs = 86_400_000;

export function ShortTime({ at }: { readonly at: number }) {
  const format = useFormatter();
  const date = new Date(at);
  const now = new Date();
  const days = Math.round((startOf(now) - startOf(date)) / dayMs);
  const isThisYear = date.getFullYear() === now.getFullYear();
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { dateStyle: 'full', timeStyle: 'medium' })}
    >
      {days <= 0
        ? format.dateTime(date, { timeStyle: 'short' })
        : days < 7
          ? format.dateTime(date, { weekday: 'short' })
          : isThisYear
            ? format.dateTime(date, { day: 'numeric', month: 'short' })
            : format.dateTime(date, { dateStyle: 'short' })}
    </time>
  );
}

function startOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
