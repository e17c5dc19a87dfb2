/** What `kith.config.ts` says: the apps of a server, and the values that its operator decides. */
import type { AppSchema } from './app.ts';
import { mark } from './mark.ts';

/** A value that the operator decides. */
export interface Managed<V = unknown> {
  /** It holds where nobody chose another. */
  readonly value: V;
  /** Nobody may choose another. */
  readonly locked?: boolean;
}

/** What an operator may decide of an app: its settings, and elements of its sets. */
export type ManagedOf<A> =
  A extends AppSchema<string, infer T, infer M>
    ? { readonly [K in keyof T]?: Managed<T[K]> } & { readonly [K in `${M}.${string}`]?: Managed<true> }
    : never;

/** The apps of a server. */
export interface KithConfig {
  readonly [mark]: 'config';
  readonly apps: readonly AppSchema[];
  readonly managed: Readonly<Record<string, Readonly<Record<string, Managed>>>>;
}

/** Says which apps a server has. The default export of `kith.config.ts`. */
export function defineConfig<const A extends readonly AppSchema[]>(config: {
  readonly apps: A;
  readonly managed?: { readonly [X in A[number] as X['name']]?: ManagedOf<X> };
}): KithConfig {
  const managed = (config.managed ?? {}) as KithConfig['managed'];
  return { [mark]: 'config', apps: config.apps, managed };
}
