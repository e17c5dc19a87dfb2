/** A new invite: how long and how often it holds; then its link, to copy or to scan. */
import type { Chat } from '@kith/client/chat';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useAction } from '../../../shell/action.ts';
import { OnlyHere } from '../../../shell/only-here.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { inputLook } from '../../../ui/field.tsx';
import { Message } from '../../../ui/message.tsx';
import { Qr } from '../../../ui/qr.tsx';
import { useErrorText } from '../../../words/errors.ts';

export interface NewInviteProps {
  readonly chat: Chat;
  readonly onMade: () => void;
  readonly onClose: () => void;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Null: for good. */
const days = [1, 7, 30, null] as const;
/** Null: as many as come. */
const uses = [1, 10, 100, null] as const;

export function NewInvite({ chat, onMade, onClose }: NewInviteProps) {
  const t = useTranslations('chat.info.invites');
  const errorText = useErrorText();
  const id = useId();
  const [day, setDay] = useState(1);
  const [use, setUse] = useState(3);
  const [url, setUrl] = useState<string | null>(null);
  const { run, isBusy, error } = useAction(async () => {
    const forDays = days[day] ?? null;
    const made = await chat.createInvite({
      expiresInMs: forDays === null ? null : forDays * dayMs,
      uses: uses[use] ?? null,
    });
    setUrl(made.url);
    onMade();
  });
  if (url !== null) {
    return (
      <Dialog
        key="made"
        title={t('made')}
        beginsAt="title"
        onClose={onClose}
        actions={<Button onClick={onClose}>{t('done')}</Button>}
      >
        <p>{t('madeText')}</p>
        <div className="mx-auto w-52 max-w-full">
          <Qr text={url} label={t('qr', { url })} />
        </div>
        <p className="rounded-lg bg-sunken px-3 py-2 break-all select-all">{url}</p>
        <CopyButton text={url} label={t('copy')} />
        <OnlyHere url={url} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t('newTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" busy={isBusy} onClick={() => void run()}>
            {t('make')}
          </Button>
        </>
      }
    >
      <div className="space-y-1.5">
        <label htmlFor={`${id}-days`} className="block font-medium">
          {t('holds')}
        </label>
        <select
          id={`${id}-days`}
          value={day}
          onChange={({ target }) => setDay(Number(target.value))}
          className={inputLook}
        >
          {days.map((it, index) => (
            <option key={it} value={index}>
              {it === null ? t('forGood') : t('days', { count: it })}
            </option>
          ))}
        </select>
      </div>
      <div className="space-y-1.5">
        <label htmlFor={`${id}-uses`} className="block font-medium">
          {t('usable')}
        </label>
        <select
          id={`${id}-uses`}
          value={use}
          onChange={({ target }) => setUse(Number(target.value))}
          className={inputLook}
        >
          {uses.map((it, index) => (
            <option key={it} value={index}>
              {it === null ? t('anyone') : t('people', { count: it })}
            </option>
          ))}
        </select>
      </div>
      {error !== null && (
        <Message tone="bad">
          <p>{error.code === 'quota-exceeded' ? t('tooMany') : errorText(error)}</p>
        </Message>
      )}
    </Dialog>
  );
}
