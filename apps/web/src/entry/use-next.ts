/** Where the person wanted to go, for the pages of the way in. */
import { useSearch } from 'wouter';
import { nextIn } from './next.ts';

export function useNext(): string | null {
  return nextIn(`?${useSearch()}`, location.origin);
}
