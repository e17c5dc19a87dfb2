/** A menu at a button: opens by press or by keys, closes by Esc or a press elsewhere, and gives focus back. */
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';

export interface MenuItem {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly tone?: 'bad';
  /** Of a choice: whether it is the one that holds. */
  readonly isChosen?: boolean;
  readonly onChoose: () => void;
}

export interface MenuProps {
  readonly label: string;
  /** Groups, with a line between them. */
  readonly groups: readonly (readonly MenuItem[])[];
  /** What it belongs to, which gets focus back. */
  readonly at: RefObject<HTMLElement | null>;
  /** Where it was asked for by a press; undefined: below what it belongs to. */
  readonly point?: { readonly x: number; readonly y: number } | undefined;
  readonly onClose: () => void;
}

const gap = 6;

/** Open as long as it is rendered. */
export function Menu({ label, groups, at, point, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const closed = useRef(onClose);
  closed.current = onClose;
  const x = point?.x;
  const y = point?.y;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.showPopover();
    const own = at.current?.getBoundingClientRect();
    const begin = x !== undefined && y !== undefined ? new DOMRect(x, y, 0, 0) : own;
    if (begin !== undefined) standBy(element, begin);
    focusFirst(element);
  }, [at, x, y]);
  useEffect(() => {
    // What stood there has changed from elsewhere, and focus went with it.
    if (document.activeElement === document.body) focusFirst(box.current);
  });
  useEffect(() => {
    const element = box.current;
    const back = at.current;
    const tell = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') closed.current();
    };
    element?.addEventListener('toggle', tell);
    return () => {
      element?.removeEventListener('toggle', tell);
      // Also where the menu has gone already, and focus with it.
      const active = document.activeElement;
      const isLost = active === null || active === document.body || element?.contains(active) === true;
      if (isLost && back?.isConnected === true) back.focus({ preventScroll: true });
    };
  }, [at]);
  return (
    <div
      ref={box}
      popover="auto"
      role="menu"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Tab') onClose();
        move(event);
      }}
      className="inset-auto m-0 w-64 max-w-[calc(100vw-1rem)] divide-y divide-line rounded-xl border border-line-strong bg-card p-0 text-text shadow-lg"
    >
      {groups
        .filter((items) => items.length > 0)
        .map((items, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of commands has no element.
          // biome-ignore lint/suspicious/noArrayIndexKey: what is in a group may change while it is open.
          <div key={index} role="group" className="p-1">
            {items.map((it) => (
              <Item key={it.label} item={it} onClose={onClose} />
            ))}
          </div>
        ))}
    </div>
  );
}

function Item({ item, onClose }: { readonly item: MenuItem; readonly onClose: () => void }) {
  const { label, icon, tone, isChosen, onChoose } = item;
  const look =
    tone === 'bad' ? 'text-bad hover:bg-bad-wash focus:bg-bad-wash' : 'hover:bg-sunken focus:bg-sunken';
  return (
    <button
      type="button"
      {...(isChosen === undefined
        ? { role: 'menuitem' }
        : { role: 'menuitemradio', 'aria-checked': isChosen })}
      tabIndex={-1}
      onClick={() => {
        onClose();
        onChoose();
      }}
      className={`flex min-h-9 w-full touch:min-h-11 items-center gap-3 rounded-lg px-3 py-1.5 text-left text-sm -outline-offset-2 ${look}`}
    >
      {isChosen !== undefined && (
        <span
          aria-hidden="true"
          className={`size-3 shrink-0 rounded-full border-2 ${isChosen ? 'border-accent bg-accent' : 'border-line-strong'}`}
        />
      )}
      {icon}
      <span className="min-w-0">{label}</span>
    </button>
  );
}

function focusFirst(menu: HTMLElement | null): void {
  menu?.querySelector<HTMLElement>('[role^=menuitem]')?.focus({ preventScroll: true });
}

/** Arrows go round; Home and End to its ends. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const active = document.activeElement;
  const now = active instanceof HTMLElement ? items.indexOf(active) : -1;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: now + 1,
    ArrowUp: now - 1,
    Home: 0,
    End: items.length - 1,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items.at(step % items.length)?.focus();
}

/** Below and to the left where there is room, and never outside of the window. */
function standBy(element: HTMLElement, { left, right, top, bottom }: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const x = left + width + gap <= innerWidth ? left : right - width;
  const y = bottom + gap + height <= innerHeight ? bottom + gap : top - gap - height;
  element.style.left = `${Math.max(gap, Math.min(x, innerWidth - width - gap))}px`;
  element.style.top = `${Math.max(gap, Math.min(y, innerHeight - height - gap))}px`;
}
