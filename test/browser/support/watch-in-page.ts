/** The part of the watch that runs in the page: what its policy refused, and what moved without a person's doing. */
import type { Remark } from './watch.ts';

declare global {
  /** Given by the watch. */
  var tellWatch: ((remark: Remark) => Promise<void>) | undefined;
  /** Tells what the browser has seen and not yet handed over. */
  var flushWatch: (() => void) | undefined;
}

/** Of the Layout Instability API, which not all browsers have. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

/** Runs in the page before its scripts, and is sent there as text: it uses nothing from outside. */
export function watchInPage(): void {
  function tell(remark: Remark): void {
    void globalThis.tellWatch?.(remark);
  }

  function place({ x, y, width, height }: DOMRectReadOnly): string {
    return `${Math.round(x)},${Math.round(y)} ${Math.round(width)}×${Math.round(height)}`;
  }

  function nameOf(node: Node | null): string {
    const element = node instanceof Element ? node : node?.parentElement;
    const text = node?.textContent?.trim().replaceAll(/\s+/g, ' ').slice(0, 40) ?? '';
    return element ? `<${element.localName}> “${text}”` : 'something that is gone';
  }

  /** What says how things stand is as long as what it says, in a room of its own at the end of the bar. */
  function isOfStatus(node: Node | null): boolean {
    const status = document.querySelector('header [role=status]')?.parentElement;
    return node !== null && status?.contains(node) === true;
  }

  /** In a log the newest comes first and moves the others along. */
  function isOfLog(node: Node | null): boolean {
    return node?.parentElement?.closest('[role=log]') != null;
  }

  function take(entries: PerformanceEntryList): void {
    for (const { value, hadRecentInput, sources } of entries as LayoutShift[]) {
      if (hadRecentInput) continue;
      const told = sources.filter(({ node }) => !isOfStatus(node) && !isOfLog(node));
      // Of what is gone by now nobody knows what it was: it counts.
      if (sources.length > 0 && told.length === 0) continue;
      const moved = told.map(
        ({ node, previousRect, currentRect }) =>
          `${nameOf(node)} from ${place(previousRect)} to ${place(currentRect)}`,
      );
      tell({
        kind: 'layout shift',
        says: `${value.toFixed(4)} on ${location.pathname}: ${moved.join('; ')}`,
      });
    }
  }

  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
    tell({
      kind: 'policy violation',
      says: `${effectiveDirective} refused ${blockedURI} in ${sourceFile} ${sample}`,
    });
  });
  const shifts = new PerformanceObserver((list) => take(list.getEntries()));
  shifts.observe({ type: 'layout-shift', buffered: true });
  globalThis.flushWatch = () => take(shifts.takeRecords());
}
