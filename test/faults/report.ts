/** The report of a run: what it did and what was wrong, in one line for people. */
import { tally } from '../checkers/check.ts';
import type { Entry } from '../checkers/record.ts';
import type { Violation } from '../checkers/violation.ts';

export interface Report {
  readonly seed: number;
  /** What a checker found. */
  readonly violations: readonly Violation[];
  readonly counts: Counts;
  /** The run in one line. */
  readonly line: string;
  /** Where the record is, the server's data beside it; undefined: nothing was wrong, and they are gone. */
  readonly record?: string;
}

/** One line: what was done, and how often what went wrong. */
export function lineOf(counts: Counts, violations: readonly Violation[]): string {
  const { kills, acked, unknown, retried, events, inChats, limited, readyMs, headMs } = counts;
  const { lost, doubled, gap, reordered, phantom, differs, late, leaked } = tally(violations);
  return (
    `${kills} kills, ${acked} commands acked, ${unknown} unknown, ${retried} retried, ` +
    `${events} events applied, ${inChats} of them in chats, ${limited} gaps skipped; ready after ${median(readyMs)} ms (max ${largest(readyMs)}), ` +
    `all at head after ${largest(headMs)} ms; ` +
    `acked lost / doubled / gaps / reordered = ${lost}/${doubled}/${gap}/${reordered}, ` +
    `phantom / differing / late / leaked = ${phantom}/${differs}/${late}/${leaked}`
  );
}

/** What a run did. */
export interface Counts {
  readonly kills: number;
  readonly acked: number;
  /** Sends without a definite answer. */
  readonly unknown: number;
  /** Sends of what was sent before. */
  readonly retried: number;
  /** Events that devices took. */
  readonly events: number;
  /** How many of those were in chats, and how often a part of a chat was skipped. */
  readonly inChats: number;
  readonly limited: number;
  readonly readyMs: readonly number[];
  readonly headMs: readonly number[];
}

/** Counts what a record tells. */
export function countsOf(entries: readonly Entry[]): Counts {
  const commands = new Set<string>();
  const acked = new Set<string>();
  const counts = { kills: 0, unknown: 0, events: 0, inChats: 0, limited: 0 };
  let sends = 0;
  const readyMs: number[] = [];
  const began = new Map<string, number>();
  const atHead = new Map<string, number>();
  let healedAt = 0;
  for (const entry of entries) {
    if (entry.what === 'sent') {
      sends += 1;
      commands.add(entry.command);
      if (entry.outcome === 'ok') acked.add(entry.command);
      if (entry.outcome === 'unknown') counts.unknown += 1;
    } else if (entry.what === 'event') {
      counts.events += 1;
      if (entry.topic.startsWith('chat:')) counts.inChats += 1;
    } else if (entry.what === 'limited') counts.limited += 1;
    else if (entry.what === 'reset' && !began.has(entry.device)) began.set(entry.device, entry.t);
    else if (entry.what === 'fault') counts.kills += 1;
    else if (entry.what === 'ready') readyMs.push(entry.ms);
    else if (entry.what === 'healed') healedAt = entry.t;
    else if (entry.what === 'at-head' && !atHead.has(entry.device)) atHead.set(entry.device, entry.t);
  }
  // Who came after the faults has a time of its own.
  const headMs = [...atHead].map(([device, t]) => t - Math.max(healedAt, began.get(device) ?? 0));
  return { ...counts, acked: acked.size, retried: sends - commands.size, readyMs, headMs };
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

function largest(values: readonly number[]): number {
  return Math.round(Math.max(0, ...values));
}
