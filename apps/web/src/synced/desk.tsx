/** What the parts of a synced field share: the door for edits, how values read, and what may be kept on one device alone. */
import { createContext, type ReactNode, useContext } from 'react';
import type { Edits } from './edits.ts';
import type { Json } from './json.ts';

/** The settings of whatever app. */
type Values = Record<string, Json>;

interface AnyDesk {
  readonly edits: Edits<Values>;
  /** What a setting is called. */
  readonly label: (key: string) => string;
  /** A value in words; undefined: it was unset. */
  readonly write: (key: string, value: Json | undefined) => string;
  /** Whether a device may have a value of its own. */
  readonly canOverride: (key: string) => boolean;
}

const Context = createContext<AnyDesk | null>(null);

export interface SyncedDeskProps<T extends object> {
  readonly edits: Edits<T>;
  readonly label: (key: keyof T & string) => string;
  readonly write: (key: keyof T & string, value: Json | undefined) => string;
  /** Default: every setting may have one. */
  readonly canOverride?: (key: keyof T & string) => boolean;
  readonly children: ReactNode;
}

export function SyncedDesk<T extends object>({
  children,
  canOverride = always,
  ...rest
}: SyncedDeskProps<T>) {
  // The fields below it name keys of this app alone.
  const desk = { ...rest, canOverride } as unknown as AnyDesk;
  return <Context value={desk}>{children}</Context>;
}

function always(): boolean {
  return true;
}

export function useDesk(): AnyDesk {
  const desk = useContext(Context);
  if (desk === null) throw new Error('useDesk: there is no <SyncedDesk> above this component');
  return desk;
}
