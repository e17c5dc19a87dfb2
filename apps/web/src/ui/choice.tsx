/** A choice of a few: native radio buttons, each a box that can be pressed as a whole. */
import { type ReactNode, useId } from 'react';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What it means, where the label alone does not say it. */
  readonly hint?: string;
  /** The language of the label, where that is another than the page's. */
  readonly lang?: string;
}

export interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
  readonly hint?: ReactNode;
}

export function Choice<T extends string>({ legend, options, value, onChoose, hint }: ChoiceProps<T>) {
  const id = useId();
  const columns = options.length === 2 ? 'sm:grid-cols-2' : 'sm:grid-cols-3';
  return (
    <fieldset
      className="min-w-0 space-y-1.5"
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
    >
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className={`grid gap-2 ${columns}`}>
        {options.map((it) => (
          <label
            key={it.value}
            className="flex min-h-11 cursor-pointer items-start gap-2.5 rounded-lg border border-line-strong px-3 py-2.5 text-sm hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash"
          >
            <input
              type="radio"
              name={id}
              value={it.value}
              checked={it.value === value}
              onChange={() => onChoose(it.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span lang={it.lang} className="font-medium">
                {it.label}
              </span>
              {it.hint !== undefined && <span className="block text-soft">{it.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
    </fieldset>
  );
}
