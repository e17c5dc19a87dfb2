/** Who writes now, in a line that is always there. */
import type { Person } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useNameOf } from './people.ts';

export function Typing({ people }: { readonly people: readonly Person[] }) {
  const t = useTranslations('thread.typing');
  const nameOf = useNameOf();
  const [one, two] = people;
  const name = () => <bdi className="font-medium">{nameOf(one ?? null)}</bdi>;
  const other = () => <bdi className="font-medium">{nameOf(two ?? null)}</bdi>;
  return (
    <p className="h-5 shrink-0 truncate bg-page px-5 text-xs leading-5 text-soft">
      {people.length === 1 && t.rich('one', { name })}
      {people.length === 2 && t.rich('two', { name, other })}
      {people.length > 2 && t('several', { count: people.length })}
    </p>
  );
}
