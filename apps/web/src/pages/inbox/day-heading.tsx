/** A day as people say it: today, yesterday, its date. */
import { useFormatter, useTranslations } from 'use-intl/react';

export interface DayHeadingProps {
  readonly id: string;
  /** ms since 1970, its beginning. */
  readonly day: number;
}

export function DayHeading({ id, day }: DayHeadingProps) {
  const t = useTranslations('inbox');
  const format = useFormatter();
  const today = new Date().setHours(0, 0, 0, 0);
  const yesterday = new Date(today).setDate(new Date(today).getDate() - 1);
  const isThisYear = new Date(day).getFullYear() === new Date(today).getFullYear();
  const date = format.dateTime(new Date(day), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  });
  return (
    <h2 id={id} className="text-sm font-semibold text-soft first-letter:uppercase">
      {day === today ? t('today') : day === yesterday ? t('yesterday') : date}
    </h2>
  );
}
