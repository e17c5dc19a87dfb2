/** The provider: which client the hooks below it mean. */
import { createContext, createElement, type ReactNode, useContext } from 'react';
import type { Client } from '../client.ts';

const Context = createContext<Client | null>(null);

export interface KithProviderProps {
  /** The client, made once and outside of components. Whoever made it closes it. */
  readonly client: Client;
  readonly children?: ReactNode;
}

/** Gives a client to all hooks below. Another client: everything below shows that one. */
export function KithProvider({ client, children }: KithProviderProps): ReactNode {
  return createElement(Context.Provider, { value: client }, children);
}

/** The client, for commands. Throws where there is no `KithProvider` above. */
export function useKith(): Client {
  const client = useContext(Context);
  if (client === null) throw new Error('useKith: there is no <KithProvider client={…}> above this component');
  return client;
}
