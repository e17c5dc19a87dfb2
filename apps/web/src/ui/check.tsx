/** A box to tick, with what it means. */
import { useId } from 'react';

export interface CheckProps {
  readonly label: string;
  readonly hint?: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly id?: string;
  /** It cannot be changed here. */
  readonly isOff?: boolean;
  /** Ids of what else describes it. */
  readonly describedBy?: string;
}

export function Check({
  label,
  hint,
  isChecked,
  onChange,
  describedBy,
  isOff = false,
  ...given
}: CheckProps) {
  const own = useId();
  const id = given.id ?? own;
  const descriptions = [describedBy, hint === undefined ? undefined : `${id}-hint`].filter(Boolean);
  return (
    <div className="flex gap-3">
      <input
        id={id}
        type="checkbox"
        checked={isChecked}
        disabled={isOff}
        onChange={({ target }) => onChange(target.checked)}
        aria-describedby={descriptions.length === 0 ? undefined : descriptions.join(' ')}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <div className="min-w-0 text-sm">
        <label htmlFor={id} className="block min-h-6 font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
