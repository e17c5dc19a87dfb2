/** The list of chats with what is above it: the ways to a new chat and to the inbox, the search, the filters. */
import { useChatsDoor } from '@kith/client/chat/react';
import { useReadable } from '@kith/client/react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { useIsOut } from '../../../shell/outage.ts';
import { Empty } from './empty.tsx';
import { Filters } from './filters.tsx';
import { ListHeader } from './list-header.tsx';
import { NoMatch } from './no-match.tsx';
import { Requests } from './requests.tsx';
import { Rows } from './rows.tsx';
import { SearchField } from './search-field.tsx';
import { type Filter, shownChats } from './shown.ts';
import { SkeletonRows } from './skeleton.tsx';

export interface ListPaneProps {
  /** The chat that is open. */
  readonly current: string | null;
  readonly isOfPage: boolean;
}

export function ListPane({ current, isOfPage }: ListPaneProps) {
  const t = useTranslations('chat.list');
  const chats = useChatsDoor();
  const names = useNames();
  const all = useReadable(chats.list, []);
  const isLoaded = useReadable(chats.isLoaded, false);
  const isOut = useIsOut();
  const [filter, setFilter] = useState<Filter>('all');
  const [query, setQuery] = useState('');
  const looked = useDeferredValue(query);
  const shown = useMemo(
    () => shownChats(all, { filter, query: looked, nameOf: names.ofChat }),
    [all, filter, looked, names],
  );
  const isSearching = looked.trim() !== '';
  return (
    <>
      <ListHeader isOfPage={isOfPage} />
      <div className="space-y-2 border-b border-line px-3 pb-2">
        <SearchField query={query} onChange={setQuery} />
        <Filters value={filter} onChoose={setFilter} />
      </div>
      {isOut && isLoaded && (
        <p className="border-b border-line bg-warn-wash px-4 py-2 text-sm text-warn">{t('stale')}</p>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {!isLoaded && <SkeletonRows />}
        {isLoaded && filter !== 'archived' && filter !== 'requests' && !isSearching && (
          <Requests chats={all} onOpen={() => setFilter('requests')} />
        )}
        {isLoaded && shown.length > 0 && <Rows chats={shown} current={current} />}
        {isLoaded && shown.length === 0 && isSearching && <NoMatch query={looked.trim()} />}
        {isLoaded && shown.length === 0 && !isSearching && (
          <Empty filter={filter} isNew={all.length === 0} onAll={() => setFilter('all')} />
        )}
      </div>
    </>
  );
}
