/** Downloads a copy of everything that the server has of the person, and counts what has come. */
import { useKith, useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { openedChats } from '../../chats/opened.ts';
import { useAction } from '../../shell/action.ts';
import { Button } from '../../ui/button.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';
import { gathered, saveAsFile } from './export.ts';

export function Export() {
  const t = useTranslations('settings.data.export');
  const kith = useKith();
  const errorText = useErrorText();
  const isLive = useStatus(({ name }) => name === 'live');
  const [count, setCount] = useState(0);
  const [isDone, setIsDone] = useState(false);
  const { run, isBusy, error } = useAction(async () => {
    setIsDone(false);
    setCount(0);
    const copiedAt = new Date(kith.serverNow()).toISOString();
    const chats = await openedChats(kith);
    saveAsFile(await gathered(chats.export(), copiedAt, setCount));
    setIsDone(true);
  });
  return (
    <div className="space-y-2">
      <p className="text-sm text-soft">{t('text')}</p>
      <Button busy={isBusy} off={!isLive} onClick={() => void run()}>
        {isBusy ? t('doing') : t('do')}
      </Button>
      <p role="status" className="text-sm text-soft empty:hidden">
        {isDone ? t('done', { count }) : isBusy && count > 0 ? t('count', { count }) : ''}
      </p>
      {!isLive && <p className="text-sm text-soft">{t('offline')}</p>}
      {error !== null && (
        <Message tone="bad">
          <p>{errorText(error)}</p>
        </Message>
      )}
    </div>
  );
}
