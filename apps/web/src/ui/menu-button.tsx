/** A button that opens a menu below itself. */
import { type ReactNode, useRef, useState } from 'react';
import { MoreIcon } from './icons.tsx';
import { Menu, type MenuItem } from './menu.tsx';

export interface MenuButtonProps {
  /** Of the button and of its menu. */
  readonly label: string;
  readonly groups: readonly (readonly MenuItem[])[];
  readonly className?: string;
  readonly tabIndex?: number;
  /** Default: three dots. */
  readonly children?: ReactNode;
}

const dots =
  'flex size-9 touch:size-11 shrink-0 items-center justify-center rounded-lg text-soft hover:bg-sunken hover:text-text';

export function MenuButton({ label, groups, className = dots, tabIndex, children }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={children === undefined ? label : undefined}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        tabIndex={tabIndex}
        onClick={() => setIsOpen(true)}
        className={className}
      >
        {children ?? <MoreIcon />}
      </button>
      {isOpen && <Menu label={label} groups={groups} at={button} onClose={() => setIsOpen(false)} />}
    </>
  );
}
