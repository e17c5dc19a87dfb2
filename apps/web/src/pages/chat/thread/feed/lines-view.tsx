/** Lines in a feed: one sentence, which opens where it stands for several. */
import { useTranslations } from 'use-intl/react';
import { LineText } from './line-text.tsx';
import type { LinesRow } from './rows.ts';
import { useTabStop } from './tab-stop.tsx';

export function LinesView({ lines }: Pick<LinesRow, 'lines'>) {
  const t = useTranslations('thread.line');
  const tabIndex = useTabStop();
  if (lines.length === 1)
    return (
      <p className="px-6 py-1 text-center text-xs text-balance text-soft">
        <LineText lines={lines} />
      </p>
    );
  return (
    <details className="group px-6 py-1 text-center text-xs text-soft">
      <summary
        tabIndex={tabIndex}
        className="inline-flex min-h-6 list-none items-center rounded px-2 touch:min-h-11 hover:bg-sunken [&::-webkit-details-marker]:hidden"
      >
        <span className="underline decoration-dotted underline-offset-3">
          <LineText lines={lines} />
        </span>
      </summary>
      <ul aria-label={t('all')}>
        {lines.map((line) => (
          <li key={line.key} className="py-0.5">
            <LineText lines={[line]} />
          </li>
        ))}
      </ul>
    </details>
  );
}
