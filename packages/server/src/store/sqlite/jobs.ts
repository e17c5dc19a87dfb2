/** What the store's front and its writer say to each other. Everything here crosses a thread. */
import type { Command, Outcome } from '../../domain/command.ts';
import type { Commit, StoreFault } from '../port.ts';
import type { Reached } from './trim.ts';

/** One thing for the writer to do; each gets one answer, in order. */
export type Job =
  | {
      readonly kind: 'command';
      readonly command: Command;
      /** How many failed batches its sender had been told of: behind one that it had not, it must not pass. */
      readonly seen: number;
    }
  /** One step of trimming, on the way to the target that the answer names. */
  | { readonly kind: 'trim'; readonly offset: number };

/** The answer to one job. */
export type Answer =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | ({ readonly kind: 'trimmed' } & Reached)
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Weather or a bug, as it crosses a thread. */
export interface Fault {
  readonly code: StoreFault['code'];
  readonly cause: unknown;
}

/** What one run of the writer made durable, and the answers to tell after it. */
export interface Report {
  readonly commits: readonly Commit[];
  readonly answers: readonly Answer[];
  /** Batches of commands that failed so far. */
  readonly failed: number;
  /** Why the writer cannot go on. */
  readonly halted?: unknown;
}

/** A fault whose cause can cross a thread. */
export function faultOf(code: StoreFault['code'], cause: unknown): Fault {
  return { code, cause: cause instanceof Error ? cause.stack : String(cause) };
}
