/** The texts of the app in the language of this device. One language is fetched, never all. */
import { useReadable } from '@kith/client/react';
import { type ReactNode, useEffect, useState } from 'react';
import type {} from 'use-intl';
import { IntlProvider } from 'use-intl/react';
import { appearance, type Language } from '../appearance/appearance.ts';
import type messagesEn from './en/index.ts';

export type Messages = typeof messagesEn;

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}

const sources: Readonly<Record<Language, () => Promise<{ readonly default: Messages }>>> = {
  en: () => import('./en/index.ts'),
  ru: () => import('./ru/index.ts'),
};

interface Loaded {
  readonly language: Language;
  readonly messages: Messages;
}

export interface WordsProviderProps {
  /** Shows until the first language is there; it has no words. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** Until a language is there, the language before it stays. */
export function WordsProvider({ fallback, children }: WordsProviderProps) {
  const { language } = useReadable(appearance, appearance.get());
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [lost, setLost] = useState<{ readonly cause: unknown } | null>(null);
  useEffect(() => {
    let isWanted = true;
    sources[language]().then(
      ({ default: messages }) => {
        if (isWanted) setLoaded({ language, messages });
      },
      (cause: unknown) => setLost({ cause }),
    );
    return () => {
      isWanted = false;
    };
  }, [language]);
  // Without any text there is no page; with those of the language before it goes on.
  if (loaded === null && lost !== null) throw lost.cause;
  if (loaded === null) return fallback;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <IntlProvider locale={loaded.language} messages={loaded.messages} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}
