/** What the demo synchronizes: one app with five settings, in two blocks. */
import type { Settings } from '@kith/client';

export const app = 'demo';

/** A type and no interface: settings are plain JSON. */
export type Demo = {
  username: string;
  email: string;
  terms: boolean;
  billingPeriod: number;
  salary: number;
};

export type Key = keyof Demo;
export type DemoSettings = Settings<Demo>;

export const defaults: Demo = { username: '', email: '', terms: false, billingPeriod: 3, salary: 2500 };

const userBlock = ['username', 'email', 'terms'] as const satisfies readonly Key[];
export const billingBlock = ['billingPeriod', 'salary'] as const satisfies readonly Key[];
export const keys: readonly Key[] = [...userBlock, ...billingBlock];

export interface Range {
  readonly min: number;
  readonly max: number;
}

export const ranges = {
  billingPeriod: { min: 1, max: 12 },
  salary: { min: 0, max: 10_000 },
} as const satisfies Readonly<Record<(typeof billingBlock)[number], Range>>;

export type NumberKey = keyof typeof ranges;
export type TextKey = 'username' | 'email';

export function isKey(key: string): key is Key {
  return Object.hasOwn(defaults, key);
}

export function isNumberKey(key: Key): key is NumberKey {
  return Object.hasOwn(ranges, key);
}
