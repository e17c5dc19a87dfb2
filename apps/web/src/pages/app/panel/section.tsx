/** A part of the panel that can be folded: open where there is room, closed on a phone unless it says otherwise. */
import { type ReactNode, useState } from 'react';

export interface SectionProps {
  readonly title: ReactNode;
  /** Open on a phone too. */
  readonly isOpenOnPhone?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, isOpenOnPhone = false, children }: SectionProps) {
  const [isOpen, setIsOpen] = useState(() => isOpenOnPhone || matchMedia('(min-width: 64rem)').matches);
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
      className="group min-w-0 rounded-xl border border-line bg-card"
    >
      <summary className="flex min-h-12 list-none items-center gap-2 rounded-xl px-4 py-2 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <svg
          aria-hidden="true"
          viewBox="0 0 24 24"
          className="size-4 shrink-0 text-soft transition-transform group-open:rotate-90"
        >
          <path d="m9 5 7 7-7 7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        <h2 className="min-w-0 font-semibold">{title}</h2>
      </summary>
      <div className="border-t border-line px-4 py-3">{children}</div>
    </details>
  );
}
