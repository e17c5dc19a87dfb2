/** Writes into a chat: a draft that follows the person, an answer to a message, or a change of an own one. */
import type { DraftField, Message } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../../chats/names.ts';
import { useDesk } from '../desk.tsx';
import { firstLine } from '../markdown/first-line.ts';
import { usePerson } from '../people.ts';
import { useTry } from '../try.ts';
import { Above } from './above.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { usePlaceholder } from './placeholder.ts';

/** What messages may ask of the composer. */
export interface ChatComposerHandle {
  readonly reply: (message: Message) => void;
  readonly edit: (message: Message) => void;
}

export interface ChatComposerProps {
  /** A message of the chat, where it is loaded. */
  readonly find: (message: string) => Message | undefined;
  /** The last own message that can be changed. */
  readonly lastOwn: () => Message | undefined;
  readonly onSent: () => void;
  readonly ref?: Ref<ChatComposerHandle>;
}

const noDraft: DraftField = { text: '', replyTo: null, theirs: null };

interface Editing {
  readonly message: Message;
  readonly text: string;
}

export function ChatComposer({ find, lastOwn, onSent, ref }: ChatComposerProps) {
  const t = useTranslations('thread.composer');
  const { chat } = useDesk();
  const attempt = useTry();
  const placeholder = usePlaceholder(false);
  const draft = useReadable(chat.draft, noDraft);
  const [editing, setEditing] = useState<Editing | null>(null);
  const composer = useRef<ComposerHandle>(null);
  useEffect(() => () => chat.holdDraft(false), [chat]);

  const edit = (message: Message) => {
    setEditing({ message, text: message.text ?? '' });
    composer.current?.focus();
  };
  useImperativeHandle(ref, () => ({
    reply: (message) => {
      setEditing(null);
      chat.setDraft(chat.draft.get().text, message.id);
      composer.current?.focus();
    },
    edit,
  }));

  const answered = draft.replyTo === null ? undefined : find(draft.replyTo);
  const answeredText = answered?.text ?? null;
  const answeredLine = useMemo(
    () => (answeredText === null ? null : firstLine(answeredText)),
    [answeredText],
  );
  const answeredName = useNames().ofPerson(usePerson(answered?.user ?? null));

  if (editing !== null)
    return (
      <Composer
        ref={composer}
        text={editing.text}
        onText={(text) => setEditing({ ...editing, text })}
        onSend={(text) => {
          setEditing(null);
          const { message } = editing;
          attempt(() =>
            chat.edit(message.id, text).catch((refused: unknown) => {
              // What was written is not lost: it stands there again.
              setEditing((now) => now ?? { message, text });
              throw refused;
            }),
          );
        }}
        onCancel={() => setEditing(null)}
        label={t('editLabel')}
        placeholder={t('editLabel')}
        sendLabel={t('save')}
        above={
          <Above
            title={t('editing')}
            text={editing.message.text}
            closeLabel={t('cancelEdit')}
            onClose={() => setEditing(null)}
          />
        }
      />
    );

  const cancelReply = () => chat.setDraft(draft.text, null);
  const last = () => {
    const message = lastOwn();
    if (message !== undefined) edit(message);
  };
  return (
    <Composer
      ref={composer}
      text={draft.text}
      onText={(text) => {
        chat.setDraft(text, draft.replyTo);
        if (text === '') chat.stopTyping();
        else chat.typing();
      }}
      onSend={(text) => {
        chat.send(text, draft.replyTo === null ? {} : { replyTo: draft.replyTo });
        chat.stopTyping();
        onSent();
      }}
      onCancel={draft.replyTo === null ? undefined : cancelReply}
      onUp={last}
      onHold={(hold) => {
        chat.holdDraft(hold);
        if (!hold) chat.stopTyping();
      }}
      label={t('label')}
      placeholder={placeholder}
      sendLabel={t('send')}
      above={
        <>
          {draft.theirs !== null && (
            <Theirs
              text={draft.theirs}
              onTake={() => {
                chat.takeTheirs();
                composer.current?.focus();
              }}
            />
          )}
          {draft.replyTo !== null && (
            <Above
              title={
                answered === undefined
                  ? t('answeringSome')
                  : t.rich('answering', { name: () => <bdi>{answeredName}</bdi> })
              }
              text={answeredLine}
              closeLabel={t('cancelReply')}
              onClose={() => {
                cancelReply();
                composer.current?.focus();
              }}
            />
          )}
        </>
      }
    />
  );
}

/** What another device drafted meanwhile: offered, never put in the place of what one writes. */
function Theirs({ text, onTake }: { readonly text: string; readonly onTake: () => void }) {
  const t = useTranslations('thread.composer');
  return (
    <div className="mb-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warn-wash px-2.5 py-1.5 text-sm">
      <p className="min-w-0 flex-1">
        <span className="block text-xs font-semibold">{t('theirs')}</span>
        <bdi className="line-clamp-2 break-words">{text}</bdi>
      </p>
      <button
        type="button"
        onClick={onTake}
        className="min-h-8 touch:min-h-11 rounded px-1 font-medium text-accent underline underline-offset-2"
      >
        {t('takeTheirs')}
      </button>
    </div>
  );
}
