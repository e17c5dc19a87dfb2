/** Says changes of other devices to a screen reader: politely, and never faster than one can listen. */
import { useDevice, useDevices, useKith } from '@kith/client/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { app, isKey, type Key } from './demo.ts';
import { type Heard, heard, said, silent, waitMs } from './said.ts';

export function Announcer() {
  const kith = useKith();
  const own = useDevice()?.id;
  const sentence = useSentence();
  const [text, setText] = useState('');
  const latest = useRef(sentence);
  latest.current = sentence;
  useEffect(() => {
    let saying = silent;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const plan = () => {
      clearTimeout(timer);
      const ms = waitMs(saying, performance.now());
      if (ms !== undefined) timer = setTimeout(say, ms);
    };
    const say = () => {
      setText(latest.current(saying.waiting));
      saying = said(performance.now());
    };
    const cancel = kith.events.subscribe(({ type, actor, data }) => {
      if (type !== 'setting.changed' || actor.device === own) return;
      const { app: of, key } = data as { readonly app: string; readonly key: string };
      if (of !== app || !isKey(key)) return;
      saying = heard(saying, { key, device: actor.device });
      plan();
    });
    return () => {
      cancel();
      clearTimeout(timer);
    };
  }, [kith, own]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}

function useSentence(): (changes: readonly Heard[]) => string {
  const t = useTranslations('app.announce');
  const fields = useTranslations('app.fields');
  const devices = useDevices();
  return (changes) => {
    const [first] = changes;
    if (first === undefined) return '';
    const isOne = changes.every(({ device }) => device === first.device);
    const device = devices.find(({ id }) => id === first.device)?.label;
    const count = changes.length;
    if (!isOne || device === undefined) return t('several', { count });
    return count === 1 ? t('one', { device, field: fields(first.key as Key) }) : t('by', { device, count });
  };
}
