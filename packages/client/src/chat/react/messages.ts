/** The messages of a chat, for as long as a component shows them. */
import { useMemo } from 'react';
import type { Cancel, Readable } from '../../observable.ts';
import { useReadable } from '../../react/readable.ts';
import { whileWatched } from '../../watched.ts';
import type { Chat, Thread, Window } from '../api.ts';
import { useChatsDoor } from './provider.ts';

const nothing: Window = {
  items: [],
  hasBefore: false,
  hasAfter: false,
  state: 'first',
  loading: null,
  error: null,
};

/** Moves a window; each resolves when the page is here, or `error` says why not. */
type Moves = Pick<Thread, 'before' | 'after' | 'around' | 'latest'>;

/**
 * The messages of a chat by its id, or of a thread that one opened oneself, and how to move in them; nothing at build.
 *
 * By id the thread is opened when the component shows and closed when it goes.
 */
export function useMessages(from: string | Thread): readonly [window: Window, moves: Moves] {
  const chats = useChatsDoor();
  const thread = useMemo(
    () => (typeof from === 'string' ? whileShown(chats.chat(from)) : { window: from, moves: from }),
    [chats, from],
  );
  return [useReadable(thread.window, nothing), thread.moves];
}

/** React may make one that it never shows: a thread is opened only for somebody who watches it. */
function whileShown(chat: Chat): { readonly window: Readable<Window>; readonly moves: Moves } {
  let thread: Thread | undefined;
  const listeners = new Set<() => void>();
  const get = () => thread?.get() ?? nothing;
  const start = (): Cancel => {
    const opened = chat.thread();
    thread = opened;
    const stop = opened.subscribe(() => {
      for (const listener of [...listeners]) listener();
    });
    return () => {
      stop();
      opened.close();
      thread = undefined;
    };
  };
  const subscribe = (listener: () => void): Cancel => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    window: whileWatched({ get, subscribe }, start),
    moves: {
      before: async () => thread?.before(),
      after: async () => thread?.after(),
      around: async (place) => thread?.around(place),
      latest: async () => thread?.latest(),
    },
  };
}
