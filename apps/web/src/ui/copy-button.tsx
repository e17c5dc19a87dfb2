/** Copies a text, and says that it did. Without a clipboard (plain http on a network) it is not there. */
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from './button.tsx';
import { CheckIcon, CopyIcon } from './icons.tsx';

export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const t = useTranslations('shell');
  const [copied, setCopied] = useState<string | null>(null);
  // The types promise a clipboard; outside of secure contexts there is none.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) return null;
  const isDone = copied === text;
  return (
    <Button
      tone="quiet"
      onClick={() => {
        clipboard.writeText(text).then(
          () => setCopied(text),
          () => setCopied(null),
        );
      }}
    >
      {isDone ? <CheckIcon /> : <CopyIcon />}
      <span aria-live="polite">{isDone ? t('copied') : (label ?? t('copy'))}</span>
    </Button>
  );
}
