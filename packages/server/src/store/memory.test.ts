/** The contract of states on the one in memory. */
import { MemoryState } from '../domain/memory.ts';
import { stateContract } from './state-contract.ts';

stateContract('in memory', () => {
  const state = new MemoryState();
  return { state, committed: state, commit: () => undefined };
});
