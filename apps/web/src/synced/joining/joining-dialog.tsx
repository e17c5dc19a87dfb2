/** Asks once, after this device joined: which of two values each setting is to have. */
import type { Difference, Joining, JoiningChoice } from '@kith/client';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSettingName } from './setting-name.ts';

const choices = ['account', 'here', 'replace'] as const satisfies readonly JoiningChoice[];

const selectLook = 'min-h-10 touch:min-h-11 w-full rounded-lg border border-line-strong bg-card px-2 text-sm';

export interface JoiningDialogProps {
  readonly joining: Joining;
  readonly onClose: () => void;
}

export function JoiningDialog({ joining, onClose }: JoiningDialogProps) {
  const t = useTranslations('synced.joining');
  const id = useId();
  const { differing, adopted } = joining;
  const [chosen, setChosen] = useState<ReadonlyMap<string, JoiningChoice>>(new Map());
  const choiceOf = (item: Difference) => chosen.get(nameOf(item)) ?? 'account';
  const [first] = differing.map(choiceOf);
  const ofAll = differing.every((it) => choiceOf(it) === first) ? first : undefined;
  const choose = (items: readonly Difference[], choice: JoiningChoice) =>
    setChosen(new Map([...chosen, ...items.map((it) => [nameOf(it), choice] as const)]));
  const apply = () => {
    for (const item of differing) joining.choose(item, choiceOf(item));
    onClose();
  };
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('later')}</Button>
          <Button tone="primary" onClick={apply}>
            {t('do')}
          </Button>
        </>
      }
    >
      <p>{t('text')}</p>
      {adopted > 0 && <p className="text-soft">{t('adopted', { count: adopted })}</p>}
      {differing.length > 1 && (
        <label className="block" htmlFor={id}>
          <span className="mb-1.5 block font-medium">{t('all')}</span>
          <Select id={id} value={ofAll} onChoose={(choice) => choose(differing, choice)} />
        </label>
      )}
      <ul className="max-h-[40dvh] divide-y divide-line overflow-y-auto rounded-lg border border-line">
        {differing.map((it) => (
          <Item key={nameOf(it)} item={it} choice={choiceOf(it)} onChoose={(to) => choose([it], to)} />
        ))}
      </ul>
    </Dialog>
  );
}

function nameOf({ app, key }: Difference): string {
  return `${app} ${key}`;
}

interface ItemProps {
  readonly item: Difference;
  readonly choice: JoiningChoice;
  readonly onChoose: (choice: JoiningChoice) => void;
}

function Item({ item, choice, onChoose }: ItemProps) {
  const t = useTranslations('synced.joining');
  const id = useId();
  const label = useSettingName()(item.app, item.key);
  return (
    <li className="space-y-2 px-3 py-2.5">
      <p className="font-medium break-words">{label}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
        <dt className="text-soft">{t('account')}</dt>
        <dd className="min-w-0 break-words">
          <Shown value={item.theirs} />
        </dd>
        <dt className="text-soft">{t('mine')}</dt>
        <dd className="min-w-0 break-words">
          <Shown value={item.mine} />
        </dd>
      </dl>
      <Select id={id} label={t('choose', { label })} value={choice} onChoose={onChoose} />
    </li>
  );
}

/** A value of whatever app, as it is. */
function Shown({ value }: { readonly value: Difference['mine'] }) {
  const t = useTranslations('synced.values');
  if (value === undefined) return <i>{t('unset')}</i>;
  if (typeof value === 'boolean') return t(value ? 'on' : 'off');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return <bdi>{text.length > 200 ? `${text.slice(0, 200).toWellFormed()}…` : text}</bdi>;
}

interface SelectProps {
  readonly id: string;
  readonly label?: string;
  /** Undefined: several. */
  readonly value: JoiningChoice | undefined;
  readonly onChoose: (choice: JoiningChoice) => void;
}

function Select({ id, label, value = undefined, onChoose }: SelectProps) {
  const t = useTranslations('synced.joining.choices');
  return (
    <select
      id={id}
      aria-label={label}
      className={selectLook}
      value={value ?? ''}
      onChange={({ target }) => {
        const choice = choices.find((it) => it === target.value);
        if (choice !== undefined) onChoose(choice);
      }}
    >
      {value === undefined && <option value="" disabled />}
      {choices.map((it) => (
        <option key={it} value={it}>
          {t(it)}
        </option>
      ))}
    </select>
  );
}
