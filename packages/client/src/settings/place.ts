/** Places: which setting is meant, by app, scope and key ([K1]). */

export interface Place {
  readonly app: string;
  /** `user`, or `device:<own id>`. */
  readonly scope: string;
  readonly key: string;
}

/** A place as the name of a row. */
export function nameOf({ app, scope, key }: Place): string {
  return `${app}\n${scope}\n${key}`;
}
