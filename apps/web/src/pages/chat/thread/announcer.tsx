/** Says new messages of others to a screen reader, politely and gathered. The feed itself says nothing by itself. */
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { useDesk } from './desk.tsx';
import { gatherMs, type Heard, sayingOf } from './said.ts';

export function Announcer() {
  const t = useTranslations('thread.announce');
  const { chats, chat } = useDesk();
  const { ofPerson: nameOf } = useNames();
  const [text, setText] = useState('');
  const say = (heard: readonly Heard[]) => {
    const saying = sayingOf(heard);
    if (saying === null) return;
    if (saying.kind === 'several') return setText(t('several', { count: saying.count }));
    const name = nameOf(chats.person(saying.user).get());
    setText(
      saying.kind === 'one' ? t('one', { name, text: saying.text }) : t('by', { name, count: saying.count }),
    );
  };
  const latest = useRef(say);
  latest.current = say;
  useEffect(() => {
    let heard: Heard[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const cancel = chats.arrivals.subscribe((message) => {
      if (message.chat !== chat.id || message.text === null) return;
      heard.push({ user: message.user, text: message.text });
      timer ??= setTimeout(() => {
        latest.current(heard);
        heard = [];
        timer = undefined;
      }, gatherMs);
    });
    return () => {
      cancel();
      clearTimeout(timer);
    };
  }, [chats, chat]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}
