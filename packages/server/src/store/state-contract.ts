/** The contract of every state: rows, words and events read the same whatever keeps them, before and after a commit. */
import { describe } from 'vitest';
import { reachContract } from './state-contract/reaches.ts';
import { rowContract } from './state-contract/rows.ts';
import { searchContract } from './state-contract/search.ts';
import type { StateKind } from './state-contract/stage.ts';

/** Runs the whole contract on states of one kind. */
export function stateContract(name: string, kind: StateKind): void {
  describe(`${name}:`, () => {
    describe('rows', () => rowContract(kind));
    describe('search', () => searchContract(kind));
    describe('events', () => reachContract(kind));
  });
}
