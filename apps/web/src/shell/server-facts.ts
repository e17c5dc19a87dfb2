/** What the server says of itself to whoever asks: which Kith it is, who may register, whether anyone may join anyone. */
import type { ServerFacts as Told } from '@kith/protocol';
import { useEffect, useState } from 'react';

const registrations = ['open', 'invite', 'closed'] as const satisfies readonly Told['registration'][];

export interface ServerFacts extends Readonly<Pick<Told, 'registration' | 'openJoin'>> {
  /** null: it does not say. */
  readonly version: string | null;
  /** Of the contract between client and server; null: it does not say. */
  readonly level: number | null;
}

/** `asking`, then the facts, or `unknown` where the server does not tell them: pages then try and see. */
export type KnownFacts = ServerFacts | 'asking' | 'unknown';

let known: ServerFacts | undefined;

export function useServerFacts(): KnownFacts {
  const [facts, setFacts] = useState<KnownFacts>(known ?? 'asking');
  useEffect(() => {
    if (known !== undefined) return;
    const leaving = new AbortController();
    ask(leaving.signal).then(
      (told) => {
        known = told;
        setFacts(told ?? 'unknown');
      },
      () => {
        if (!leaving.signal.aborted) setFacts('unknown');
      },
    );
    return () => leaving.abort();
  }, []);
  return facts;
}

async function ask(signal: AbortSignal): Promise<ServerFacts | undefined> {
  const answer = await fetch('/v1/server', { signal, credentials: 'omit' });
  return answer.ok ? factsIn(await answer.json()) : undefined;
}

/** undefined: it says something else than is known here. */
export function factsIn(told: unknown): ServerFacts | undefined {
  if (typeof told !== 'object' || told === null) return undefined;
  const { registration, openJoin, version, level } = told as Readonly<Record<string, unknown>>;
  const found = registrations.find((it) => it === registration);
  if (found === undefined) return undefined;
  return {
    registration: found,
    openJoin: openJoin === true,
    version: typeof version === 'string' ? version : null,
    level: typeof level === 'number' ? level : null,
  };
}
