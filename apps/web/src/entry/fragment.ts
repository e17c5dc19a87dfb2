/** Secrets that a link carries in its fragment, where no server sees them: read once, then gone from the address bar. */
import { useEffect, useState } from 'react';

/** `#invite=abc` → `abc`; null: it carries none of that name. */
export function secretIn(hash: string, name: string): string | null {
  const found = new URLSearchParams(hash.slice(1)).get(name)?.trim();
  return found === undefined || found === '' ? null : found;
}

export interface RecoveryLink {
  readonly handle: string;
  readonly code: string;
}

/** `<handle>.<code>`, as the operator's link has it. A handle may hold dots, a code does not. */
export function recoveryIn(secret: string | null): RecoveryLink | null {
  const dot = secret?.lastIndexOf('.') ?? -1;
  if (secret === null || dot < 1 || dot === secret.length - 1) return null;
  return { handle: secret.slice(0, dot), code: secret.slice(dot + 1) };
}

/** The secret of this name that the page was opened with. */
export function useFragment(name: string): string | null {
  const [secret, setSecret] = useState(() => secretIn(location.hash, name));
  useEffect(() => {
    const look = () => {
      const found = secretIn(location.hash, name);
      if (found === null) return;
      setSecret(found);
      history.replaceState(history.state, '', location.pathname + location.search);
    };
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [name]);
  return secret;
}
