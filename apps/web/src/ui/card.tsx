/** A block of a page with its heading. */
import { type ReactNode, type Ref, useId } from 'react';

export interface CardProps {
  readonly title?: ReactNode;
  /** Stands beside the heading. */
  readonly beside?: ReactNode;
  readonly className?: string;
  /** For focus that would be lost: the heading takes it. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

export function Card({ title, beside, className = '', headingRef, children }: CardProps) {
  const id = useId();
  return (
    <section
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
