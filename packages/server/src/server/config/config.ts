/** The configuration in force: every option typed, and the limits. */
import type { Limits } from '@kith/protocol';
import type { Option } from './option.ts';
import type { OptionName, optionTable } from './table.ts';

type Value<N extends OptionName> = (typeof optionTable)[N] extends Option<infer T> ? T : never;

/** What the server runs with; what each option means stands in the option table. */
export type Config = { readonly [N in Exclude<OptionName, 'logFormat'>]: Value<N> } & {
  readonly logFormat: 'json' | 'pretty';
  readonly limits: Limits;
};
