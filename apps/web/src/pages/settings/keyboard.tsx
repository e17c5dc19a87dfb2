/** The keys that there are. */
import { useTranslations } from 'use-intl/react';
import { Group } from './group.tsx';

/** What is pressed, as it stands on a keyboard; several do the same. */
const keys = [
  { does: 'switch', press: ['Ctrl + K', '⌘ + K'] },
  { does: 'walk', press: ['↑', '↓', 'Home', 'End'] },
  { does: 'menu', press: ['Shift + F10'] },
  { does: 'save', press: ['Ctrl + S', '⌘ + S'] },
  { does: 'step', press: ['←', '→', '↑', '↓'] },
  { does: 'leap', press: ['Page Up', 'Page Down'] },
  { does: 'ends', press: ['Home', 'End'] },
  { does: 'close', press: ['Esc'] },
] as const;

export function Keyboard() {
  const t = useTranslations('settings.keyboard');
  return (
    <Group title={t('title')}>
      <dl className="divide-y divide-line text-sm">
        {keys.map(({ does, press }) => (
          <div
            key={does}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 first:pt-0 last:pb-0"
          >
            <dt>{t(`keys.${does}`)}</dt>
            <dd className="flex flex-wrap gap-1">
              {press.map((key) => (
                <kbd
                  key={key}
                  className="rounded border border-line-strong bg-sunken px-1.5 py-0.5 font-sans text-xs whitespace-nowrap"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Group>
  );
}
