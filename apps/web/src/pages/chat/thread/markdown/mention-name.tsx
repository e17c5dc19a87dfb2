/** A mention inside a message: marked where it meant somebody, more so where it meant oneself. */
import { useDesk } from '../desk.tsx';
import { usePeople } from '../people.ts';

export interface MentionNameProps {
  readonly handle: string;
  readonly mentions: readonly string[];
}

export function MentionName({ handle, mentions }: MentionNameProps) {
  const { own } = useDesk();
  const people = usePeople(mentions);
  const isAll = handle === 'all' && mentions.includes('all');
  const person = people.find((it) => it?.handle === handle);
  if (!isAll && person === undefined) return `@${handle}`;
  const isMe = isAll || person?.id === own;
  return (
    <bdi
      title={person?.displayName ?? undefined}
      className={`rounded px-0.5 font-medium ${isMe ? 'bg-accent text-on-accent' : 'bg-accent-wash text-accent-strong'}`}
    >
      @{handle}
    </bdi>
  );
}
