/** Writes an answer to one message, beside the chat. It is no draft: it stays on this page. */
import { type Ref, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useDesk } from '../desk.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { usePlaceholder } from './placeholder.ts';

export interface ReplyComposerProps {
  readonly to: string;
  readonly onSent: () => void;
  readonly ref?: Ref<ComposerHandle>;
}

export function ReplyComposer({ to, onSent, ref }: ReplyComposerProps) {
  const t = useTranslations('thread.composer');
  const { chat, begun } = useDesk();
  const placeholder = usePlaceholder(true);
  const [text, setText] = useState(begun.get(to) ?? '');
  return (
    <Composer
      {...(ref === undefined ? {} : { ref })}
      text={text}
      onText={(next) => {
        setText(next);
        begun.set(to, next);
        if (next !== '') chat.typing();
      }}
      onSend={(said) => {
        chat.send(said, { replyTo: to });
        setText('');
        begun.delete(to);
        onSent();
      }}
      label={t('replyLabel')}
      placeholder={placeholder}
      sendLabel={t('send')}
    />
  );
}
