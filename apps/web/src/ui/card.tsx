/** A block of a page with its heading. */
import { type ReactNode, useId } from 'react';

export interface CardProps {
  readonly title?: ReactNode;
  /** Stands beside the heading. */
  readonly beside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Card({ title, beside, className = '', children }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={`min-w-0 rounded-xl border border-line bg-card p-4 sm:p-5 ${className}`}
    >
      {title !== undefined && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <h2 id={id} className="min-w-0 text-lg font-semibold">
            {title}
          </h2>
          {beside}
        </div>
      )}
      {children}
    </section>
  );
}
