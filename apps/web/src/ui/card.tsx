/** A block of a page with its heading. */
import { type ReactNode, type Ref, useEffect, useId, useRef } from 'react';

export interface CardProps {
  readonly title?: ReactNode;
  /** Stands beside the heading. */
  readonly beside?: ReactNode;
  readonly className?: string;
  /** For links to it, once it is there: it is scrolled to where the address names it. */
  readonly anchor?: string;
  /** For focus that would be lost: the heading takes it. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

export function Card({ title, beside, className = '', anchor, headingRef, children }: CardProps) {
  const id = useId();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (anchor !== undefined && location.hash === `#${anchor}`) card.current?.scrollIntoView();
  }, [anchor]);
  return (
    <section
      ref={card}
      id={anchor}
      aria-labelledby={title === undefined ? undefined : id}
      className={`min-w-0 rounded-xl border border-line bg-card p-4 sm:p-5 ${className}`}
    >
      {title !== undefined && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <h2
            ref={headingRef}
            id={id}
            tabIndex={headingRef === undefined ? undefined : -1}
            className="min-w-0 text-lg font-semibold text-balance outline-none"
          >
            {title}
          </h2>
          {beside}
        </div>
      )}
      {children}
    </section>
  );
}
