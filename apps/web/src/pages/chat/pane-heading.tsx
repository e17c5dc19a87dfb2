/** The heading of a pane: of the page where the pane is what one came for, else of a part of it. */
import type { ReactNode } from 'react';

export interface PaneHeadingProps {
  readonly id: string;
  readonly isOfPage: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function PaneHeading({ id, isOfPage, className = '', children }: PaneHeadingProps) {
  const Level = isOfPage ? 'h1' : 'h2';
  return (
    <Level id={id} tabIndex={-1} className={`min-w-0 font-semibold outline-none ${className}`}>
      {children}
    </Level>
  );
}
