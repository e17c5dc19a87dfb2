/** The panes of the chats, as many as there is room for; on a phone one stands in the place of another. */
import type { ChatEntry } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useReadable } from '@kith/client/react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../chats/names.ts';
import { constant } from '../../chats/opened.ts';
import { TabTitle } from '../../shell/page.tsx';
import { usePlaceArrival } from './arrival.ts';
import { Info } from './info/info.tsx';
import { ListPane } from './list/list-pane.tsx';
import { NoThread } from './no-thread.tsx';
import { headedPane, shownPanes, useRoom } from './room.ts';
import { SearchPane } from './search/search-pane.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { usePlace } from './use-place.ts';

const none = constant<ChatEntry | null>(null);

export function Panes() {
  const t = useTranslations('chat');
  const names = useNames();
  const chats = useChatsDoor();
  const place = usePlace();
  const room = useRoom();
  const chat = useMemo(() => (place.chat === null ? null : chats.chat(place.chat)), [chats, place.chat]);
  const entry = useReadable(chat?.entry ?? none, null);
  usePlaceArrival(place, room);
  const shown = shownPanes(place, room);
  const headed = headedPane(place, room);
  const isListAlone = room === 1 && headed === 'list';
  // Out of sight it stays as it is: how far one had read, and what was typed.
  const look = (pane: 'list' | 'thread') => (shown.includes(pane) ? '' : 'invisible');
  return (
    // Beside the keyboard of a phone an open chat has the room of the tabs as well: the way back leads to them.
    <div
      data-open-chat={chat === null ? undefined : true}
      className="fixed inset-x-0 top-21 bottom-[calc(3.5rem+1px+env(safe-area-inset-bottom))] isolate flex bg-card md:top-14 md:bottom-0 md:left-22 typing:data-open-chat:bottom-0"
    >
      <TabTitle page={entry === null ? t('title') : names.ofChat(entry)} isWhole={entry !== null} />
      <div
        className={`absolute inset-0 flex flex-col md:static md:w-80 md:shrink-0 md:border-r md:border-line ${look('list')}`}
      >
        <ListPane current={place.chat} isOfPage={headed === 'list'} />
      </div>
      <div className={`absolute inset-0 min-w-0 flex-1 md:static ${isListAlone ? 'hidden' : 'flex'}`}>
        <div className={`flex min-w-0 flex-1 flex-col bg-page ${look('thread')}`}>
          {chat === null ? (
            <NoThread />
          ) : (
            <ThreadPane key={chat.id} chat={chat} place={place} isOfPage={headed === 'thread'} />
          )}
        </div>
        {place.side !== null && (
          <div className="absolute inset-y-0 right-0 left-0 z-10 flex flex-col border-line bg-card md:left-80 xl:static xl:w-80 xl:shrink-0 xl:border-l">
            {place.side === 'search' ? (
              <SearchPane key={place.chat} place={place} isOfPage={headed === 'side'} />
            ) : (
              chat !== null && <Info key={chat.id} chat={chat} isOfPage={headed === 'side'} />
            )}
          </div>
        )}
      </div>
    </div>
  );
}
