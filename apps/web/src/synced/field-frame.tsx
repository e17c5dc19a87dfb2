/** Around every setting: its label and menu above, its badge below at a fixed place, then what is wrong or offered. */
import { type FocusEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { BadgeLine } from './badge-line.tsx';
import { FieldMenu } from './field-menu.tsx';

export interface FieldFrameProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** The text in the input is not sent. */
  readonly isUnsent?: boolean;
  /** What is wrong with it. */
  readonly error?: string | undefined;
  /** Lies over what stands below while one is in the field: it comes when others edit, and nothing may move then. */
  readonly offer: ReactNode;
  /** `check`: a box stands before its label, and brings it along. `group`: several inputs have this name. Default: `input`. */
  readonly kind?: 'input' | 'check' | 'group';
  readonly children: ReactNode;
}

export function FieldFrame(props: FieldFrameProps) {
  const { id, name, label, isUnsent = false, error, offer, kind = 'input', children } = props;
  const { isOpen, open, holds } = useOpen();
  return (
    <div className="relative min-w-0" {...holds}>
      <div className="flex items-center justify-between gap-2">
        {kind === 'check' && children}
        {kind === 'input' && (
          <label htmlFor={id} className="min-w-0 text-sm font-medium">
            {label}
          </label>
        )}
        {kind === 'group' && (
          <span aria-hidden="true" className="min-w-0 text-sm font-medium">
            {label}
          </span>
        )}
        <FieldMenu name={name} label={label} />
      </div>
      {kind !== 'check' && children}
      <BadgeLine id={`${id}-badge`} name={name} isUnsent={isUnsent} onChoose={offer ? open : undefined} />
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-sm text-bad">
          {error}
        </p>
      )}
      {offer && isOpen && <div className="absolute inset-x-0 top-full z-10 mt-1 shadow-lg">{offer}</div>}
    </div>
  );
}

/** Open while focus is inside, until Esc. */
function useOpen() {
  const [state, setState] = useState<'away' | 'open' | 'dismissed'>('away');
  return {
    isOpen: state === 'open',
    open: () => setState('open'),
    holds: {
      onFocus: () => setState((it) => (it === 'away' ? 'open' : it)),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        if (!currentTarget.contains(relatedTarget)) setState('away');
      },
      onKeyDown: ({ key }: KeyboardEvent) => {
        if (key === 'Escape') setState('dismissed');
      },
    },
  };
}

/** The ids of what describes an input. */
export function describedBy(id: string, says: { readonly error?: boolean; readonly offer: boolean }): string {
  return `${id}-badge${says.error ? ` ${id}-error` : ''}${says.offer ? ` ${id}-offer` : ''}`;
}
