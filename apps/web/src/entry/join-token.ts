/** The invite that a link carried: out of the address at once, and kept in this tab on its way through login. */
import { useEffect, useState } from 'react';
import { secretIn } from './fragment.ts';

const key = 'kith join';

/** For browsers that keep nothing; then it does not outlive the page. */
let inMemory: string | null = null;

/** What was carried here and is not used up; null: nothing. */
export function carriedInvite(): string | null {
  try {
    return sessionStorage.getItem(key) ?? inMemory;
  } catch {
    return inMemory;
  }
}

function carry(token: string): void {
  inMemory = token;
  try {
    sessionStorage.setItem(key, token);
  } catch {
    // A browser that keeps nothing: memory has it.
  }
}

function putDown(): void {
  inMemory = null;
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** Takes an invite out of the address, where neither history nor shoulder finds it again; gives what is carried. */
function taken(): string | null {
  const token = secretIn(location.hash, 'join');
  if (token !== null) {
    carry(token);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return carriedInvite();
}

export interface JoinToken {
  /** Null: nobody was invited here. */
  readonly token: string | null;
  /** It is used up, or not wanted. */
  readonly putDown: () => void;
}

/** Taken with the first rendering: whoever is led elsewhere from here, to log in, must not lose it. */
export function useJoinToken(): JoinToken {
  const [token, setToken] = useState(taken);
  useEffect(() => {
    const look = () => setToken(taken());
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  return {
    token,
    putDown() {
      putDown();
      setToken(null);
    },
  };
}
