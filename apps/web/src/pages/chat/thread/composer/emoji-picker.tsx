/** The button beside the text that opens the emoji. */
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { SmileIcon } from '../icons.tsx';
import { Popup } from '../popup.tsx';
import { EmojiGrid } from './emoji-grid.tsx';

export function EmojiPicker({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const t = useTranslations('thread.emoji');
  const [at, setAt] = useState<HTMLElement | null>(null);
  return (
    <>
      <button
        type="button"
        aria-label={t('open')}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => setAt(currentTarget)}
        className="flex size-10 touch:size-11 shrink-0 items-center justify-center rounded-lg text-soft hover:bg-sunken hover:text-text"
      >
        <SmileIcon className="size-6" />
      </button>
      {at !== null && (
        <Popup at={at} role="dialog" label={t('open')} onClose={() => setAt(null)}>
          <EmojiGrid
            onPick={(emoji) => {
              setAt(null);
              onPick(emoji);
            }}
          />
        </Popup>
      )}
    </>
  );
}
