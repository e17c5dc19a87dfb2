/** Around every setting: its label and menu above, its badge below at a fixed place, then what is wrong or offered. */
import type { ReactNode } from 'react';
import type { Key } from '../demo.ts';
import { BadgeLine } from './badge-line.tsx';
import { FieldMenu } from './field-menu.tsx';

export interface FieldFrameProps {
  readonly id: string;
  readonly name: Key;
  readonly label: string;
  /** The text in the input is not sent. */
  readonly isUnsent?: boolean;
  /** What is wrong with it. */
  readonly error?: string | undefined;
  readonly offer?: ReactNode;
  /** A checkbox stands before its label, and brings it along. */
  readonly isLabelInside?: boolean;
  readonly children: ReactNode;
}

export function FieldFrame(props: FieldFrameProps) {
  const { id, name, label, isUnsent = false, error, offer, isLabelInside = false, children } = props;
  return (
    <div className="min-w-0">
      <div className="flex items-center justify-between gap-2">
        {isLabelInside ? (
          children
        ) : (
          <label htmlFor={id} className="min-w-0 text-sm font-medium">
            {label}
          </label>
        )}
        <FieldMenu name={name} label={label} />
      </div>
      {!isLabelInside && children}
      <BadgeLine id={`${id}-badge`} name={name} isUnsent={isUnsent} />
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-sm text-bad">
          {error}
        </p>
      )}
      {offer}
    </div>
  );
}

/** The ids of what describes an input. */
export function describedBy(id: string, says: { readonly error?: boolean; readonly offer: boolean }): string {
  return `${id}-badge${says.error ? ` ${id}-error` : ''}${says.offer ? ` ${id}-offer` : ''}`;
}
