/** A square button or link with an icon; its name is told, and shows where the pointer rests. */
import type { ReactNode, Ref } from 'react';
import { Link } from 'wouter';

const look =
  'relative flex size-10 touch:size-11 shrink-0 items-center justify-center rounded-lg text-soft hover:bg-sunken hover:text-text aria-pressed:bg-accent-wash aria-pressed:text-accent-strong';

interface Shared {
  readonly label: string;
  readonly children: ReactNode;
}

export interface IconButtonProps extends Shared {
  /** Of one that switches something on and off. */
  readonly isPressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly id?: string;
  readonly onClick: () => void;
}

export function IconButton({ label, isPressed, ref, id, onClick, children }: IconButtonProps) {
  return (
    <button
      ref={ref}
      id={id}
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      onClick={onClick}
      className={look}
    >
      {children}
    </button>
  );
}

export interface IconLinkProps extends Shared {
  readonly id?: string;
  readonly href: string;
  readonly className?: string;
}

export function IconLink({ id, label, href, className = '', children }: IconLinkProps) {
  return (
    <Link id={id} href={href} aria-label={label} title={label} className={`${look} ${className}`}>
      {children}
    </Link>
  );
}
