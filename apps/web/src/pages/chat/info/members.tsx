/** Who is in a chat, in pages, and the way to add somebody. */
import { useReadable } from '@kith/client/react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useAction } from '../../../shell/action.ts';
import { Button } from '../../../ui/button.tsx';
import { PlusIcon } from '../../../ui/icons.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useErrorText } from '../../../words/errors.ts';
import { AddPeople } from './add-people.tsx';
import type { PartProps } from './info.tsx';
import { mayAdd } from './may.ts';
import { MemberRow } from './member-row.tsx';
import { Part } from './part.tsx';

/** So many have room on most screens; what is below may come when it comes. */
const firstMax = 12;

const unknown = { list: [], hasMore: false, isLoaded: false };

export function Members({ chat, entry }: PartProps) {
  const t = useTranslations('chat.info.members');
  const errorText = useErrorText();
  const heading = useRef<HTMLHeadingElement>(null);
  const { list, hasMore, isLoaded } = useReadable(chat.members, unknown);
  const [isAdding, setIsAdding] = useState(false);
  const more = useAction(() => chat.moreMembers());
  return (
    <Part title={t('title', { count: entry.memberCount })} headingRef={heading}>
      {mayAdd(entry) && (
        <Button onClick={() => setIsAdding(true)}>
          <PlusIcon />
          {t('add')}
        </Button>
      )}
      {!isLoaded && (
        <div aria-busy="true">
          {Array.from({ length: Math.min(entry.memberCount, firstMax) }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they never change.
            <Skeleton key={index} className="my-1 h-10 w-full" />
          ))}
        </div>
      )}
      <ul>
        {list.map((member) => (
          <MemberRow
            key={member.user.id}
            chat={chat}
            entry={entry}
            member={member}
            onGone={() => heading.current?.focus()}
          />
        ))}
      </ul>
      {more.error !== null && (
        <p role="alert" className="text-sm text-bad">
          {errorText(more.error)}
        </p>
      )}
      {hasMore && (
        <Button tone="quiet" busy={more.isBusy} onClick={() => void more.run()}>
          {t('more')}
        </Button>
      )}
      {isAdding && <AddPeople chat={chat} entry={entry} onClose={() => setIsAdding(false)} />}
    </Part>
  );
}
