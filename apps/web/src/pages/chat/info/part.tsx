/** A part of the information, with its heading. */
import { createContext, type ReactNode, type Ref, useContext, useId } from 'react';

/** Whether the information is what the page is about: its parts then stand one step higher. */
export const IsOfPage = createContext(false);

export interface PartFrameProps {
  readonly title: string;
  /** For focus that would be lost: the heading takes it. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

export function Part({ title, headingRef, children }: PartFrameProps) {
  const id = useId();
  const Level = useContext(IsOfPage) ? 'h2' : 'h3';
  return (
    <section aria-labelledby={id} className="space-y-3">
      <Level
        ref={headingRef}
        id={id}
        tabIndex={headingRef === undefined ? undefined : -1}
        className="font-semibold outline-none"
      >
        {title}
      </Level>
      {children}
    </section>
  );
}
