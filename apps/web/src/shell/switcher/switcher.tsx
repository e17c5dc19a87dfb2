/** Ctrl+K: goes to a chat or a person by a few letters of their name, from any page. */
import type { Chats } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useLocation } from 'wouter';
import { useNames } from '../../chats/names.ts';
import { addressOf } from '../../chats/place.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { inputLook } from '../../ui/field.tsx';
import { useAttempt } from '../attempt.ts';
import { type Goal, goals } from './goals.ts';
import { OptionRow } from './option-row.tsx';

export interface SwitcherProps {
  readonly chats: Chats;
  readonly onClose: () => void;
}

export default function Switcher({ chats, onClose }: SwitcherProps) {
  const t = useTranslations('shell.switcher');
  const names = useNames();
  const attempt = useAttempt();
  const [, navigate] = useLocation();
  const id = useId();
  const list = useReadable(chats.list, []);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => goals(list, query, names.ofChat), [list, query, names]);
  const chosen = Math.min(at, found.length - 1);
  const options = useRef<HTMLDivElement>(null);
  useEffect(() => {
    options.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const go = (goal: Goal) => {
    onClose();
    if (goal.kind === 'chat') navigate(addressOf({ chat: goal.chat.id }));
    else if (goal.kind === 'messages') navigate(addressOf({ side: 'search', query: goal.query }));
    else {
      attempt(
        async () => {
          const { id: user } = await chats.find(goal.handle);
          navigate(addressOf({ chat: (await chats.direct(user)).id }));
        },
        (code) => (code === 'not-found' ? t('unknown', { handle: goal.handle }) : undefined),
      );
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setAt((chosen + step + found.length) % found.length);
    }
    const goal = found[chosen];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && goal !== undefined) {
      event.preventDefault();
      go(goal);
    }
  };
  const optionId = (index: number) => `${id}-${index}`;
  return (
    <Dialog title={t('title')} onClose={onClose} actions={null}>
      <input
        type="text"
        role="combobox"
        aria-label={t('field')}
        placeholder={t('field')}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? optionId(chosen) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className={inputLook}
      />
      <div
        ref={options}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('title')}
        className="-mx-2 h-80 max-h-[50dvh] overflow-y-auto"
      >
        {found.map((goal, index) => (
          <OptionRow
            key={goal.kind === 'chat' ? goal.chat.id : goal.kind}
            id={optionId(index)}
            at={index}
            goal={goal}
            isChosen={index === chosen}
            onChoose={() => go(goal)}
          />
        ))}
      </div>
    </Dialog>
  );
}
