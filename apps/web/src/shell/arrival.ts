/** Focus follows whoever goes to another page or step: to its heading, or to what stands for it. */
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** The page and step that were shown last: the first page after loading leaves focus to the browser. */
let seen: string | undefined;

/** `target`: what takes focus at this step; asked only where it is needed. */
export function useArrival(step: string, target: () => HTMLElement | null): void {
  const [path] = useLocation();
  const asked = useRef(target);
  asked.current = target;
  useEffect(() => {
    const here = `${path} ${step}`;
    // A page that came in the place of another at the same path took the focus that stood in that one.
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (seen !== undefined && (seen !== here || isLost)) asked.current()?.focus();
    seen = here;
  }, [path, step]);
}
