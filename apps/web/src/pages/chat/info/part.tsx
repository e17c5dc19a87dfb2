/** A part of the information, with its heading. */
import { type ReactNode, type Ref, useId } from 'react';

export interface PartFrameProps {
  readonly title: string;
  /** For focus that would be lost: the heading takes it. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

export function Part({ title, headingRef, children }: PartFrameProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="space-y-3">
      <h3
        ref={headingRef}
        id={id}
        tabIndex={headingRef === undefined ? undefined : -1}
        className="font-semibold outline-none"
      >
        {title}
      </h3>
      {children}
    </section>
  );
}
