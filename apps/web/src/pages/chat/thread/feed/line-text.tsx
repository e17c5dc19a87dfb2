/** What a line says: who came, who went, what the chat is called now. Several of one type are one sentence. */
import type { Line } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../../chats/names.ts';
import { useDesk } from '../desk.tsx';
import { usePerson } from '../people.ts';

export function LineText({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTranslations('thread.line');
  const { own } = useDesk();
  const { ofPerson: nameOf } = useNames();
  const [line] = lines;
  const user = usePerson(line?.user ?? null);
  const by = usePerson(line?.by ?? null);
  if (line === undefined) return null;
  const said = {
    name: () => <bdi className="font-medium">{nameOf(user)}</bdi>,
    by: () => <bdi className="font-medium">{nameOf(by)}</bdi>,
    title: () => <bdi className="font-medium">{line.title}</bdi>,
  };
  const isOwn = line.user === own;
  const others = lines.length - 1;
  switch (line.type) {
    case 'chat.created':
      return t.rich(line.title === null ? 'created' : 'createdTitled', said);
    case 'chat.updated':
      return t.rich(line.title === null ? 'updated' : 'renamed', said);
    case 'member.role-changed':
      if (line.role === null) return null;
      return t.rich(isOwn ? 'ownRole' : 'role', { ...said, role: t(`roles.${line.role}`) });
    case 'member.joined':
      if (others > 0) return t.rich('joinedMany', { ...said, count: others });
      if (line.reason === 'added' && line.by !== null) return t.rich(isOwn ? 'ownAdded' : 'added', said);
      return isOwn ? t('ownJoined') : t.rich('joined', said);
    case 'member.left':
      if (others > 0) return t.rich('leftMany', { ...said, count: others });
      if (line.reason === 'removed' || line.reason === 'banned')
        return t.rich(isOwn ? 'ownRemoved' : 'removed', said);
      return t.rich('left', said);
  }
}
