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
  /** The legend stands above already, and is only read out. */
  readonly isLegendHidden?: boolean;
  /** It cannot be changed here. */
  readonly isOff?: boolean;
  /** Ids of what else describes it. */
  readonly describedBy?: string;
  /** Of the group; the first option that is chosen takes focus for it. */
  readonly id?: string;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const {
    legend,
    options,
    value,
    onChoose,
    hint,
    isLegendHidden = false,
    isOff = false,
    describedBy,
  } = props;
  const own = useId();
  const id = props.id ?? own;
  const descriptions = [describedBy, hint === undefined ? undefined : `${id}-hint`].filter(Boolean);
  const columns = options.length === 2 ? 'sm:grid-cols-2' : 'sm:grid-cols-3';
  return (
    <fieldset
      className="min-w-0 space-y-1.5"
      disabled={isOff}
      aria-describedby={descriptions.length === 0 ? undefined : descriptions.join(' ')}
    >
      <legend className={isLegendHidden ? 'sr-only' : 'mb-1.5 text-sm font-medium'}>{legend}</legend>
      <div className={`grid gap-2 ${columns}`}>
        {options.map((it) => (
          <label
            key={it.value}
            className="flex min-h-11 cursor-pointer items-start gap-2.5 rounded-lg border border-line-strong px-3 py-2.5 text-sm hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash"
          >
            <input
              type="radio"
              name={id}
              id={it.value === value ? id : undefined}
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
