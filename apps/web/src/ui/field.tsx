/** A labelled input with its hint and its error, tied together for whoever cannot see them. */
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';

export const inputLook =
  'block w-full min-w-0 min-h-10 touch:min-h-11 rounded-lg border border-line-strong bg-card px-3 py-2 text-base text-text placeholder:text-soft aria-invalid:border-bad disabled:opacity-60';

export interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'children'> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with it; undefined: nothing. */
  readonly error?: string | undefined;
  /** Stands beside the label: a state, or a small action. */
  readonly beside?: ReactNode;
  /** Stands inside the input's row, behind it. */
  readonly after?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

export function Field({ label, hint, error, beside, after, className = '', ...input }: FieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(
    Boolean,
  );
  return (
    <div className={`space-y-1.5 ${className}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {beside}
      </div>
      <div className="flex gap-2">
        <input
          {...input}
          id={id}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={described.length === 0 ? undefined : described.join(' ')}
          className={inputLook}
        />
        {after}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
