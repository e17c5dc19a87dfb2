/** One option of the server: what it is, and the names that it goes by. */
import type { Kind } from './kinds.ts';

/** An entry of the option table. */
export interface Option<T = unknown> {
  readonly kind: Kind<T>;
  readonly default: NoInfer<T>;
  /** The default in words, where the value alone does not tell it. */
  readonly defaultSays?: string;
  /** One sentence for `--help` and the reference. */
  readonly says: string;
  /** A value that works. */
  readonly example: string;
  /** Never shown in a message, and not offered as a flag, which any user of the machine could read. */
  readonly hidden?: true;
}

/** Keeps the exact type of an entry. */
export function option<T>(entry: Option<T>): Option<T> {
  return entry;
}

/** `dataDir` → `KITH_DATA_DIR`. */
export function envName(name: string): string {
  return `KITH_${words(name).join('_').toUpperCase()}`;
}

/** `dataDir` → `data-dir`, which is written `--data-dir`. */
export function flagName(name: string): string {
  return words(name).join('-');
}

function words(name: string): string[] {
  return name
    .replace(/[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase()
    .split(' ');
}

/** What to do about a value that is not right. */
export function fixFor(name: string, { kind, example, hidden }: Option): string {
  return hidden === true ? `use ${kind.expects}` : `use ${kind.expects}: ${envName(name)}=${example}`;
}
