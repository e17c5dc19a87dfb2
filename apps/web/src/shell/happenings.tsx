/** Tells what other devices did as notices: joined, left, signed out, asks to be let in. */
import type { Client } from '@kith/client';
import { useDevice, useKith } from '@kith/client/react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { Link, useLocation } from 'wouter';
import { useNotify } from './notices.tsx';
import { usePreferences } from './preferences.ts';

const shortly = 8000;

type Happening = Parameters<Parameters<Client['events']['subscribe']>[0]>[0];

export function Happenings() {
  const kith = useKith();
  const own = useDevice()?.id;
  const preferences = usePreferences();
  const t = useTranslations('shell.happenings');
  const notify = useNotify();
  // Where requests are answered they stand on the page.
  const areShown = useLocation()[0] === '/link';
  const tell = (event: Happening) => {
    const said = sentence(event, kith);
    if (said === undefined || said.device === own) return;
    if (!isGrave(said) && !preferences.get('tellOfDevices')) return;
    const { key, name } = said;
    notify({ text: t.rich(key, { name: () => <bdi className="font-medium">{name}</bdi> }), forMs: shortly });
  };
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => kith.events.subscribe((event) => latest.current(event)), [kith]);

  useEffect(() => {
    const told = new Map<string, () => void>();
    const look = () => {
      const requests = kith.links.requests.get();
      for (const { link, device } of areShown ? [] : requests) {
        if (told.has(link)) continue;
        const name = () => <bdi className="font-medium">{device.name}</bdi>;
        const action = (
          <Link
            href={`/link?request=${link}`}
            className="font-medium text-accent underline underline-offset-2"
          >
            {t('review')}
          </Link>
        );
        told.set(link, notify({ text: t.rich('asks', { name }), action }));
      }
      for (const [link, close] of told) {
        if (requests.some((it) => it.link === link)) continue;
        close();
        told.delete(link);
      }
    };
    look();
    const stop = kith.links.requests.subscribe(look);
    // In another language they are told anew.
    return () => {
      stop();
      for (const close of told.values()) close();
    };
  }, [kith, notify, t, areShown]);
  return null;
}

interface Sentence {
  readonly key: 'joined' | 'left' | 'revoked' | 'reused';
  readonly device: string;
  readonly name: string;
}

/** What a person must learn whatever they prefer. */
function isGrave({ key }: Sentence): boolean {
  return key === 'revoked' || key === 'reused';
}

/** What an event says to a person; undefined: nothing that they need to be told. */
function sentence({ type, data, actor }: Happening, kith: Client): Sentence | undefined {
  const keys = {
    'device.joined': 'joined',
    'device.left': 'left',
    'device.revoked': 'revoked',
    'session.reused': 'reused',
  } as const;
  if (!Object.hasOwn(keys, type)) return;
  const { device } = data as { readonly device: { readonly id: string; readonly label: string } };
  // The one who was signed out sees a page of its own; whoever signed it out knows.
  const own = kith.device.get()?.id;
  if (own === undefined || (type === 'device.revoked' && actor.device === own)) return;
  return { key: keys[type as keyof typeof keys], device: device.id, name: device.label };
}
