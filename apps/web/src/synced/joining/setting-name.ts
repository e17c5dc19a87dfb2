/** What a setting of any app is called: of those that these pages show in their words, of others by its key. */
import { useTranslations } from 'use-intl/react';

export function useSettingName(): (app: string, key: string) => string {
  const demo = useTranslations('app.fields');
  const notices = useTranslations('settings.notices');
  const privacy = useTranslations('settings.privacy');
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    demo: {
      username: demo('username'),
      email: demo('email'),
      terms: demo('terms'),
      billingPeriod: demo('billingPeriod'),
      salary: demo('salary'),
    },
    'kith.web': { tellOfDevices: notices('devices'), tellOfMessages: notices('messages') },
    kith: {
      'privacy.directs': privacy('directs'),
      'privacy.receipts': privacy('receipts.send'),
      'privacy.typing': privacy('typing.send'),
      'show.receipts': privacy('receipts.show'),
      'show.typing': privacy('typing.show'),
    },
  };
  return (app, key) => (Object.hasOwn(known, app) ? known[app]?.[key] : undefined) ?? `${app} ${key}`;
}
