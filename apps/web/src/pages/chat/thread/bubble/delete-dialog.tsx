/** Asks before a message is deleted: nothing brings its text back. */
import type { Message } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { useDesk } from '../desk.tsx';
import { useTry } from '../try.ts';

export interface DeleteDialogProps {
  readonly message: Message;
  readonly onClose: () => void;
}

export function DeleteDialog({ message, onClose }: DeleteDialogProps) {
  const t = useTranslations('thread.delete');
  const { chat } = useDesk();
  const attempt = useTry();
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button
            tone="danger"
            onClick={() => {
              onClose();
              attempt(() => chat.delete(message.id));
            }}
          >
            {t('do')}
          </Button>
        </>
      }
    >
      <p>{t(message.isOwn ? 'text' : 'textOthers')}</p>
      <blockquote className="line-clamp-3 border-s-3 border-line-strong ps-2.5 text-soft">
        <bdi title={message.text ?? undefined}>{message.text}</bdi>
      </blockquote>
    </Dialog>
  );
}
