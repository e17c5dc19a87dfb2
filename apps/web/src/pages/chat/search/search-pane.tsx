/** Searches the messages of one chat or of all, in pages; a find leads to its place. */
import { useChatsDoor } from '@kith/client/chat/react';
import { type SubmitEvent, useEffect, useId, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useLocation } from 'wouter';
import { addressOf, type Place } from '../../../chats/place.ts';
import { useAction } from '../../../shell/action.ts';
import { Button } from '../../../ui/button.tsx';
import { inputLook } from '../../../ui/field.tsx';
import { Message } from '../../../ui/message.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useErrorText } from '../../../words/errors.ts';
import { searchFieldId } from '../arrival.ts';
import { SideHeader } from '../side-header.tsx';
import { plainQuotes } from './highlight.ts';
import { HitRow } from './hit-row.tsx';
import { type Asked, type Hits, noHits, withPage } from './hits.ts';
import { Scope } from './scope.tsx';

export interface SearchPaneProps {
  readonly place: Place;
  readonly isOfPage: boolean;
}

export function SearchPane({ place, isOfPage }: SearchPaneProps) {
  const t = useTranslations('chat.search');
  const chats = useChatsDoor();
  const errorText = useErrorText();
  const [, navigate] = useLocation();
  const result = useId();
  const [query, setQuery] = useState(place.query ?? '');
  const [isEverywhere, setIsEverywhere] = useState(place.chat === null);
  const [hits, setHits] = useState<Hits>(noHits);
  const { run, isBusy, error, doing } = useAction(async (asked: Asked, before?: string) => {
    const { query: words, chat } = asked;
    const page = await chats.search(plainQuotes(words), {
      ...(chat !== null && { chat }),
      ...(before !== undefined && { before }),
    });
    setHits((now) => withPage(now, asked, page, before));
  });
  const look = (words: string, everywhere: boolean) => {
    const wanted = words.trim();
    if (wanted === '') setHits(noHits);
    else void run({ query: wanted, chat: everywhere ? null : place.chat });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the address asks for is looked for once.
  useEffect(() => {
    if (place.query !== null) look(place.query, place.chat === null);
  }, []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    look(query, isEverywhere);
    // The address says it too: coming back from a find shows the same.
    navigate(addressOf({ ...place, message: null, query: query.trim() || null }), { replace: true });
  };
  const { asked, list, next } = hits;
  const isFirst = isBusy && doing?.[1] === undefined;
  return (
    <>
      <SideHeader title={t('title')} chat={place.chat} isOfPage={isOfPage} />
      <search className="space-y-2 border-b border-line px-4 py-3">
        <form onSubmit={submit} className="flex gap-2">
          <input
            id={searchFieldId}
            type="search"
            autoComplete="off"
            aria-label={t('field')}
            placeholder={t('field')}
            value={query}
            onChange={({ target }) => setQuery(target.value)}
            className={inputLook}
          />
          <Button type="submit" tone="primary" busy={isFirst}>
            {t('find')}
          </Button>
        </form>
        {place.chat !== null && (
          <Scope
            isEverywhere={isEverywhere}
            onChoose={(everywhere) => {
              setIsEverywhere(everywhere);
              if (asked !== null) look(query, everywhere);
            }}
          />
        )}
      </search>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {error !== null && (
          <div className="p-4">
            <Message tone="bad">
              <p>{errorText(error)}</p>
            </Message>
          </div>
        )}
        {isFirst && (
          <div className="space-y-3 p-4" aria-busy="true">
            <Skeleton className="h-16 w-full" />
            <Skeleton className="h-16 w-full" />
            <Skeleton className="h-16 w-full" />
          </div>
        )}
        {!isFirst && asked === null && error === null && (
          <p className="p-6 text-center text-sm text-soft">{t('hint')}</p>
        )}
        <p id={result} role="status" className={list.length > 0 ? 'sr-only' : 'px-6 text-center text-soft'}>
          {!isFirst &&
            asked !== null &&
            (list.length === 0 ? (
              <span className="block py-6">{t('none')}</span>
            ) : (
              t('found', { count: list.length })
            ))}
        </p>
        {!isFirst && asked !== null && list.length > 0 && (
          <ul aria-labelledby={result} className="divide-y divide-line">
            {list.map((hit) => (
              <HitRow key={hit.key} hit={hit} asked={asked} place={place} />
            ))}
          </ul>
        )}
        {!isFirst && asked !== null && next !== null && (
          <div className="p-3 text-center">
            <Button tone="quiet" busy={isBusy} onClick={() => void run(asked, next)}>
              {t('more')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
