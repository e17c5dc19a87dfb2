/** A message that was found: in which chat, who said it when, and the words that were looked for. */
import type { Hit } from '@kith/client/chat';
import { useChatsDoor, usePerson } from '@kith/client/chat/react';
import { useReadable } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { useNames } from '../../../chats/names.ts';
import { addressOf, type Place } from '../../../chats/place.ts';
import { ShortTime } from '../../../ui/short-time.tsx';
import { highlighted } from './highlight.ts';
import type { Asked } from './hits.ts';

export interface HitRowProps {
  readonly hit: Hit;
  readonly asked: Asked;
  readonly place: Place;
}

export function HitRow({ hit, asked, place }: HitRowProps) {
  const t = useTranslations('chat.search');
  const chats = useChatsDoor();
  const names = useNames();
  const by = names.ofPerson(usePerson(hit.user));
  const chat = useReadable(chats.chat(hit.chat).entry, null);
  const pieces = highlighted(hit.text ?? '', asked.query);
  // Within its own chat the search stays open: the next find is a press away.
  const isHere = place.chat === hit.chat;
  const href = addressOf({
    chat: hit.chat,
    message: hit.id,
    ...(isHere && { side: 'search', query: asked.query }),
  });
  return (
    <li>
      <Link href={href} className="block px-4 py-3 text-sm -outline-offset-2 hover:bg-sunken">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 break-words">
            <bdi className="font-medium">{hit.isOwn ? t('you') : by}</bdi>
            {asked.chat === null && chat !== null && (
              <span className="text-soft">
                {' '}
                · <bdi>{names.ofChat(chat)}</bdi>
              </span>
            )}
          </span>
          <span className="shrink-0 text-xs text-soft">
            <ShortTime at={hit.at} />
          </span>
        </span>
        <bdi className="mt-0.5 block break-words">
          {pieces.map(({ text, isFound }, index) =>
            isFound ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and never move.
              <mark key={index} className="rounded-xs bg-accent-wash font-semibold text-accent-strong">
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </bdi>
      </Link>
    </li>
  );
}
