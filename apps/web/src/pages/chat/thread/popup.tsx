/** A box above the page, at an element of it: closes by Esc and by a press elsewhere, and gives focus back. */
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

export interface PopupProps {
  /** What it belongs to. */
  readonly at: HTMLElement;
  readonly role: 'menu' | 'dialog';
  readonly label: string;
  readonly onClose: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void;
  readonly children: ReactNode;
}

const gap = 6;

/** Open as long as it is rendered. Whatever has `autofocus` inside is focused, else the box. */
export function Popup({ at, role, label, onClose, onKeyDown, children }: PopupProps) {
  const box = useRef<HTMLDivElement>(null);
  const closed = useRef(onClose);
  closed.current = onClose;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.showPopover();
    const place = () => {
      if (at.isConnected) standAt(element, at.getBoundingClientRect());
    };
    place();
    const watch = new ResizeObserver(place);
    watch.observe(element);
    const begin = element.querySelector<HTMLElement>('[data-begin]') ?? element;
    begin.focus({ preventScroll: true });
    return () => {
      watch.disconnect();
      if (element.contains(document.activeElement) && at.isConnected) at.focus({ preventScroll: true });
    };
  }, [at]);
  useEffect(() => {
    const element = box.current;
    const tell = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') closed.current();
    };
    // A finger that is still down since it opened the box does not close it: that begins with the next press.
    const press = ({ target }: PointerEvent) => {
      if (target instanceof Node && !element?.contains(target)) element?.hidePopover();
    };
    const onEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      element?.hidePopover();
    };
    element?.addEventListener('toggle', tell);
    document.addEventListener('pointerdown', press, true);
    document.addEventListener('keydown', onEscape, true);
    return () => {
      element?.removeEventListener('toggle', tell);
      document.removeEventListener('pointerdown', press, true);
      document.removeEventListener('keydown', onEscape, true);
    };
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is given, and keys come from what is inside
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label
    <div
      ref={box}
      popover="manual"
      role={role}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="inset-auto m-0 max-w-[calc(100vw-1rem)] rounded-xl border border-line-strong bg-card p-0 text-text shadow-lg outline-none"
    >
      {children}
    </div>
  );
}

/** Below what it belongs to, or above where there is more room; never outside of the window. */
function standAt(element: HTMLElement, { left, right, top, bottom }: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const isLeft = left + width + gap < innerWidth;
  const x = Math.max(gap, isLeft ? left : Math.min(right, innerWidth - gap) - width);
  const below = bottom + gap;
  const y = below + height < innerHeight ? below : Math.max(gap, top - gap - height);
  element.style.left = `${Math.min(x, Math.max(gap, innerWidth - width - gap))}px`;
  element.style.top = `${Math.max(gap, Math.min(y, innerHeight - height - gap))}px`;
}
