/** The table of operations: every one that the admin socket takes and that the command line runs. */
import { backup } from './backup.ts';
import { invite, recover } from './links.ts';
import { seed } from './seed.ts';
import { verify } from './verify.ts';

export const operations = { backup, verify, recover, invite, seed };

export type OperationName = keyof typeof operations;

type Entry<N extends OperationName> = (typeof operations)[N];

export type OperationParams<N extends OperationName> = Parameters<Entry<N>['run']>[1];
export type OperationResult<N extends OperationName> = Extract<
  Awaited<ReturnType<Entry<N>['run']>>,
  { readonly ok: true }
>['result'];
