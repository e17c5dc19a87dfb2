/** Channels that anyone may join: found by words, joined or opened from here. */
import { useChatsDoor } from '@kith/client/chat/react';
import { useCallback, useDeferredValue, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useLocation } from 'wouter';
import { addressOf } from '../../../chats/place.ts';
import { useAction } from '../../../shell/action.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Message } from '../../../ui/message.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useErrorText } from '../../../words/errors.ts';
import { ChannelRow } from './channel-row.tsx';
import { type Found, nothingFound, withMore } from './found.ts';

/** So long nobody types on. */
const pauseMs = 250;

export function Discover({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('chat.discover');
  const chats = useChatsDoor();
  const errorText = useErrorText();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  const [found, setFound] = useState<Found>(nothingFound);
  const look = useCallback(
    async (words: string, after?: string) => {
      const page = await chats.discover({
        ...(words !== '' && { query: words }),
        ...(after !== undefined && { after }),
      });
      setFound((before) => withMore(before, words, page, after));
    },
    [chats],
  );
  const { run, isBusy, error } = useAction(look);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each search once, when its words were typed.
  useEffect(() => {
    const timer = setTimeout(() => void run(wanted), wanted === '' ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const open = (chat: string) => {
    onClose();
    navigate(addressOf({ chat }));
  };
  const { next } = found;
  return (
    <Dialog title={t('title')} onClose={onClose} actions={<Button onClick={onClose}>{t('close')}</Button>}>
      <Field
        label={t('search')}
        type="search"
        autoComplete="off"
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      {error !== null && (
        <Message tone="bad">
          <p>{errorText(error)}</p>
          <Button onClick={() => void run(wanted)}>{t('again')}</Button>
        </Message>
      )}
      <div className="max-h-[50dvh] min-h-40 overflow-y-auto" aria-busy={found.words === null || undefined}>
        {found.words === null && error === null && (
          <div className="space-y-3">
            <Skeleton className="h-14 w-full" />
            <Skeleton className="h-14 w-full" />
          </div>
        )}
        {found.words !== null && found.chats.length === 0 && (
          <p className="py-6 text-center text-soft">{found.words === '' ? t('none') : t('noMatch')}</p>
        )}
        <ul className="divide-y divide-line">
          {found.chats.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} onOpen={open} />
          ))}
        </ul>
        {next !== null && (
          <Button tone="quiet" busy={isBusy} onClick={() => void run(found.words ?? '', next)}>
            {t('more')}
          </Button>
        )}
      </div>
      <p role="status" className="sr-only">
        {found.words !== null && t('count', { count: found.chats.length })}
      </p>
    </Dialog>
  );
}
