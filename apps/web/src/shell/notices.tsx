/** Short notices above the page, one under the other, the newest two on a phone: what others did, and what can be undone. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { CrossIcon } from '../ui/icons.tsx';

export interface Notice {
  readonly text: ReactNode;
  /** A link or a button, if there is something to do about it. */
  readonly action?: ReactNode;
  /** How long it stays while nobody looks at it. Without a time it stays until it is closed. */
  readonly forMs?: number;
}

interface Shown extends Notice {
  readonly id: number;
}

/** Shows a notice; returns what takes it away. */
export type Notify = (notice: Notice) => () => void;

const shownMax = 4;
const Context = createContext<Notify>(() => () => {});

export function useNotify(): Notify {
  return useContext(Context);
}

let last = 0;

export function Notices({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('shell');
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const remove = useCallback((id: number) => setShown((now) => now.filter((it) => it.id !== id)), []);
  const notify = useCallback<Notify>(
    (notice) => {
      last += 1;
      const id = last;
      setShown((now) => [...now, { ...notice, id }].slice(-shownMax));
      return () => remove(id);
    },
    [remove],
  );
  return (
    <Context value={notify}>
      {children}
      <section
        aria-label={t('notices')}
        aria-live="polite"
        aria-relevant="additions"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-30 mx-auto flex max-w-md flex-col gap-2 max-md:[&>:nth-last-child(n+3)]:hidden md:right-6 md:bottom-6 md:left-auto md:mx-0 md:w-96"
      >
        {shown.map((it) => (
          <NoticeCard key={it.id} notice={it} onClose={remove} />
        ))}
      </section>
    </Context>
  );
}

/** It does not go while somebody looks at it: pointer or focus inside. */
function NoticeCard({ notice, onClose }: { readonly notice: Shown; readonly onClose: (id: number) => void }) {
  const t = useTranslations('shell');
  const { isHeld, holds } = useHold();
  const { id, forMs } = notice;
  useEffect(() => {
    if (forMs === undefined || isHeld) return;
    const timer = setTimeout(() => onClose(id), forMs);
    return () => clearTimeout(timer);
  }, [forMs, isHeld, id, onClose]);
  return (
    <div
      {...holds}
      className="pointer-events-auto flex items-start gap-2 rounded-lg border border-line-strong bg-card p-3 text-sm shadow-lg"
    >
      <div className="min-w-0 flex-1 space-y-2">
        <p>{notice.text}</p>
        {notice.action}
      </div>
      <button
        type="button"
        aria-label={t('close')}
        className="-m-1 flex size-8 touch:size-11 shrink-0 items-center justify-center rounded hover:bg-sunken"
        onClick={() => {
          // The button goes, and focus with it: the page is where one was going.
          document.getElementById('main')?.focus({ preventScroll: true });
          onClose(id);
        }}
      >
        <CrossIcon className="size-4" />
      </button>
    </div>
  );
}

/** Whether the pointer is over something or focus is inside; each holds without the other. */
function useHold() {
  const [isPointed, setIsPointed] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  return {
    isHeld: isPointed || isFocused,
    holds: {
      onPointerEnter: () => setIsPointed(true),
      onPointerLeave: () => setIsPointed(false),
      onFocus: () => setIsFocused(true),
      onBlur: () => setIsFocused(false),
    },
  };
}
