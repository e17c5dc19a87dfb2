/** What can be done with one setting beside editing it: a value for this device only, and its history. */
import { useSetting } from '@kith/client/react';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { MoreIcon } from '../ui/icons.tsx';
import { useDesk } from './desk.tsx';
import { History } from './history/history.tsx';

const itemLook =
  'flex min-h-10 w-full touch:min-h-11 items-center gap-3 rounded-md px-3 py-2 text-left text-sm hover:bg-sunken';

export interface FieldMenuProps {
  readonly name: string;
  /** Of the setting: the button says whose menu it is. */
  readonly label: string;
}

export function FieldMenu({ name, label }: FieldMenuProps) {
  const t = useTranslations('synced.menu');
  const { edits, canOverride } = useDesk();
  const { source } = useSetting(edits.settings, name);
  const menu = useRef<HTMLDetailsElement>(null);
  const button = useRef<HTMLElement>(null);
  const [hasHistory, setHasHistory] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  useEffect(() => {
    if (!isOpen) return;
    const press = ({ target }: PointerEvent) => {
      if (target instanceof Node && menu.current?.contains(target) === false) setIsOpen(false);
    };
    document.addEventListener('pointerdown', press);
    return () => document.removeEventListener('pointerdown', press);
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    close();
    button.current?.focus();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    // A press on something that takes no focus inside the menu is no way out.
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) close();
  };
  return (
    <>
      <details
        ref={menu}
        open={isOpen}
        className="relative -mr-2 shrink-0"
        onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        <summary
          ref={button}
          aria-label={t('open', { label })}
          className="flex size-9 touch:size-11 list-none items-center justify-center rounded-lg text-soft hover:bg-sunken hover:text-text [&::-webkit-details-marker]:hidden"
        >
          <MoreIcon className="size-5" />
        </summary>
        <div className="absolute top-full right-0 z-20 w-72 max-w-[calc(100vw-4rem)] rounded-lg border border-line-strong bg-card p-1 shadow-lg">
          {canOverride(name) && (
            <label className={itemLook}>
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent"
                checked={source === 'device'}
                onChange={({ target }) => edits.override(name, target.checked)}
              />
              <span className="min-w-0">
                {t('override')}
                <span className="block text-xs text-soft">{t('overrideHint')}</span>
              </span>
            </label>
          )}
          <button
            type="button"
            className={itemLook}
            onClick={() => {
              close();
              button.current?.focus();
              setHasHistory(true);
            }}
          >
            {t('history')}
          </button>
        </div>
      </details>
      {hasHistory && <History name={name} label={label} onClose={() => setHasHistory(false)} />}
    </>
  );
}
