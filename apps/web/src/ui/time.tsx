/** Moments, as a person says them: `12:04` today, the date before that; the whole moment for whoever asks. */
import { useFormatter } from 'use-intl/react';

export interface TimeProps {
  /** ms since 1970. */
  readonly at: number;
}

const dayMs = 86_400_000;

/** A moment; today only the time of day. */
export function Time({ at }: TimeProps) {
  const format = useFormatter();
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  const isRecent = Math.abs(Date.now() - at) < 300 * dayMs;
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { dateStyle: 'full', timeStyle: 'medium' })}
    >
      {isToday
        ? format.dateTime(date, { timeStyle: 'short' })
        : isRecent
          ? format.dateTime(date, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
          : format.dateTime(date, { dateStyle: 'medium' })}
    </time>
  );
}
