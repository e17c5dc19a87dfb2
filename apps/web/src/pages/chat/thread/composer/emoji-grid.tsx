/** A few emoji to pick from, by groups; arrows move between them. */
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import { emojiGroups } from './emoji.ts';

const columns = 8;

export function EmojiGrid({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const t = useTranslations('thread');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys come from the buttons inside
    <div onKeyDown={moveByKey} className="max-h-72 w-80 max-w-full overflow-y-auto p-2">
      {emojiGroups.map(({ name, emoji }, group) => (
        <fieldset key={name} className="min-w-0">
          <legend className="px-1 pt-1 text-xs font-medium text-soft">{t(`emoji.${name}`)}</legend>
          <div className="grid grid-cols-8">
            {emoji.split(' ').map((it, index) => (
              <button
                key={it}
                type="button"
                data-begin={group === 0 && index === 0 ? '' : undefined}
                tabIndex={group === 0 && index === 0 ? 0 : -1}
                onClick={() => onPick(it)}
                className="flex aspect-square min-h-8 items-center justify-center rounded-lg text-xl hover:bg-sunken"
              >
                {it}
              </button>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

function moveByKey(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll('button')];
  const now = all.findIndex((it) => it.matches(':focus'));
  const to = Math.min(Math.max(now + step, 0), all.length - 1);
  all[to]?.focus();
}
