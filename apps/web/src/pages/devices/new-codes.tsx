/** Ten new recovery codes, to be kept now: nobody can show them again. */
import { useUser } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Message } from '../../ui/message.tsx';

export interface NewCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

export function NewCodes({ codes, onDone }: NewCodesProps) {
  const t = useTranslations('devices.recovery');
  const handle = useUser()?.handle ?? '';
  const text = codes.join('\n');
  const download = () => {
    const file = new Blob([`${t('fileTitle', { handle, address: location.host })}\n\n${text}\n`], {
      type: 'text/plain',
    });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `kith-${handle}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="space-y-4">
      <Message tone="warn" isAlert>
        <p>{t('once')}</p>
      </Message>
      <ol className="grid list-decimal gap-x-8 gap-y-1 font-mono sm:w-fit sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="ml-8 pl-1">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button tone="primary" onClick={onDone}>
          {t('kept')}
        </Button>
        <Button onClick={download}>{t('download')}</Button>
        <CopyButton text={text} label={t('copyAll')} />
      </div>
    </div>
  );
}
