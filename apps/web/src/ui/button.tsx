/** Buttons and links that look like them; the tone says what pressing it means. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Link } from 'wouter';

export type Tone = 'primary' | 'plain' | 'quiet' | 'danger';

const base =
  'inline-flex min-h-10 touch:min-h-11 items-center justify-center gap-2 rounded-lg border px-4 py-2 text-sm font-medium text-center transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60';

const tones: Readonly<Record<Tone, string>> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border-line-strong bg-card text-text hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-accent hover:bg-sunken hover:text-accent-strong',
  danger: 'border-bad bg-card text-bad hover:bg-bad-wash hover:text-bad-strong',
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: Tone;
  /** Something is under way: it stays focusable, and pressing it again does nothing. */
  readonly busy?: boolean;
  /** It cannot be used as things stand; it stays focusable too, and a text nearby says why. */
  readonly off?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  tone = 'plain',
  busy = false,
  off = false,
  className = '',
  onClick,
  type,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-disabled={busy || off || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy || off) event.preventDefault();
        else onClick?.(event);
      }}
      className={`${base} ${tones[tone]} ${className}`}
    />
  );
}

export interface ButtonLinkProps {
  readonly href: string;
  readonly tone?: Tone;
  readonly className?: string;
  /** Opens beside this page, which stays. */
  readonly isNewTab?: boolean;
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly children: ReactNode;
}

export function ButtonLink({
  href,
  tone = 'plain',
  className = '',
  isNewTab = false,
  ref,
  children,
}: ButtonLinkProps) {
  const look = `${base} ${tones[tone]} ${className}`;
  if (isNewTab) {
    return (
      <a ref={ref} href={href} target="_blank" rel="noopener" className={look}>
        {children}
      </a>
    );
  }
  return (
    <Link ref={ref} href={href} className={look}>
      {children}
    </Link>
  );
}
