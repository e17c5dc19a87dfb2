/** Refusing a database: it stays as it is, and a person reads why and what to do. */

/** Why a database is not opened. */
export type RefusalReason =
  | 'locked'
  | 'foreign'
  | 'newer'
  | 'damaged'
  | 'sqlite-too-old'
  | 'unsafe'
  | 'forbidden';

/** Thrown at opening; the file has not been changed. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
  readonly code: RefusalReason;
  /** What a person can do about it. */
  readonly hint: string;
  constructor(code: RefusalReason, { says, hint, cause }: { says: string; hint: string; cause?: unknown }) {
    super(says, { cause });
    this.code = code;
    this.hint = hint;
  }
}
