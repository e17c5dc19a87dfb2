/** A mistake in the rule of settings, as the tables of mistakes say it. */

export interface Mistake {
  readonly rule: string;
  /** The invariant that catches it without the model; `or`: whichever schedule meets it first. */
  readonly invariant?: string;
  readonly find: string;
  readonly replace: string;
}

/** File → name → mistake. */
export type Mistakes = Readonly<Record<string, Readonly<Record<string, Mistake>>>>;
