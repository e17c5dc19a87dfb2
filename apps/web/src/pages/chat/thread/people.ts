/** People of a chat by their ids, as they are called now. */
import type { Person } from '@kith/client/chat';
import { useMemo, useSyncExternalStore } from 'react';
import { useDesk } from './desk.tsx';

/** Null: not known yet. */
export function usePerson(id: string | null): Person | null {
  return usePeople(id === null ? [] : [id])[0] ?? null;
}

/** In the order of their ids; `all` is nobody. */
export function usePeople(ids: readonly string[]): readonly (Person | null)[] {
  const { chats } = useDesk();
  const all = ids.filter((id) => id !== 'all').join(' ');
  const store = useMemo(() => {
    const readables = all === '' ? [] : all.split(' ').map((id) => chats.person(id));
    let last: readonly (Person | null)[] = [];
    return {
      get: () => {
        const now = readables.map((it) => it.get());
        if (now.length !== last.length || now.some((it, at) => it !== last[at])) last = now;
        return last;
      },
      subscribe: (listener: () => void) => {
        const cancels = readables.map((it) => it.subscribe(listener));
        return () => {
          for (const cancel of cancels) cancel();
        };
      },
    };
  }, [chats, all]);
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
