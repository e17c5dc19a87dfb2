/** Two values of one setting, of which a person chooses one. */
export interface Offer<V> {
  /** What another device made of it. */
  readonly theirs: V;
  /** That device; null: it is not known. */
  readonly by: string | null;
  /** What was edited here, or typed without being a value; null: it was taken back to the default. */
  readonly mine: { readonly value: V } | { readonly text: string } | null;
  readonly useTheirs: () => void;
  readonly keepMine: () => void;
}
