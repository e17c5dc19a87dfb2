/** The strength of a password in words, with bars for whoever looks at pictures first. */
import { useTranslations } from 'use-intl/react';
import type { Strength } from './strength.ts';

const bars: Readonly<Record<Strength, number>> = { short: 0, weak: 1, fair: 2, good: 3, strong: 4 };

const looks: Readonly<Record<Strength, string>> = {
  short: 'bg-bad',
  weak: 'bg-bad',
  fair: 'bg-warn',
  good: 'bg-good',
  strong: 'bg-good',
};

export interface StrengthLineProps {
  /** null: nothing was typed. */
  readonly strength: Strength | null;
  /** An error says already what to do. */
  readonly isSilent: boolean;
}

export function StrengthLine({ strength, isSilent }: StrengthLineProps) {
  const t = useTranslations('entry.strength');
  const filled = strength === null ? 0 : bars[strength];
  return (
    <span className="block space-y-1.5">
      <span aria-hidden="true" className="grid grid-cols-4 gap-1 pt-0.5">
        {[1, 2, 3, 4].map((bar) => (
          <span
            key={bar}
            className={`h-1 rounded-full ${bar <= filled && strength !== null ? looks[strength] : 'bg-line'}`}
          />
        ))}
      </span>
      {!isSilent && (
        // As high as the longest text, so that nothing jumps at the first letter.
        <span className="block min-h-10" aria-live="polite">
          {strength === null ? t('advice') : t(`words.${strength}`)}
        </span>
      )}
    </span>
  );
}
