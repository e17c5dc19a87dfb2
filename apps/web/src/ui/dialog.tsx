/** A modal dialog on the platform's own element: it traps focus, closes by Esc, and gives focus back. */
import { type ReactNode, useEffect, useId, useRef } from 'react';

export interface DialogProps {
  readonly title: string;
  /** Called when it was closed, by Esc too. The parent then stops rendering it. */
  readonly onClose: () => void;
  /** Where focus begins. `title`: there is more to read than fits above the first control. Default: that control. */
  readonly beginsAt?: 'title' | 'control';
  readonly children: ReactNode;
  /** The actions, the harmless one first. */
  readonly actions: ReactNode;
}

/** Open as long as it is rendered. */
export function Dialog({ title, onClose, beginsAt = 'control', children, actions }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const closed = useRef(onClose);
  closed.current = onClose;
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    if (beginsAt === 'title') heading.current?.focus();
    const tell = () => closed.current();
    element?.addEventListener('close', tell);
    return () => {
      element?.removeEventListener('close', tell);
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [beginsAt]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-line bg-card p-5 text-start text-text"
    >
      {/* Browsers begin at whatever can take focus first: only where it is to be the title, that can. */}
      <h2
        ref={heading}
        id={id}
        tabIndex={beginsAt === 'title' ? -1 : undefined}
        className="text-lg font-semibold outline-none"
      >
        {title}
      </h2>
      <div className="mt-2 space-y-3 text-sm">{children}</div>
      <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div>
    </dialog>
  );
}
