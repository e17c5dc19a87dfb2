/** What a person chose about Kith itself, as the server reads it: settings of the app `kith`, by their schema. */
import {
  type KithSettingValue,
  kithApp,
  kithSchema,
  kithSettings,
  type kithSettingsById,
} from '@kith/protocol';
import type { View } from '../state.ts';

type Usual = keyof typeof kithSettings;
type ById = `${keyof typeof kithSettingsById}.${string}`;

/** A key that the server knows. */
export type ChoiceKey = Usual | ById;

/** What stands under a key; what is about one chat or person may stand nowhere. */
export type Choice<K extends ChoiceKey> = K extends Usual
  ? KithSettingValue<K>
  : K extends `${infer N extends keyof typeof kithSettingsById}.${string}`
    ? KithSettingValue<N> | undefined
    : never;

/** What this user chose; the usual where nothing is set, or nothing that this version can read. */
export function choice<K extends ChoiceKey>(view: View, user: string, key: K): Choice<K> {
  const text = view.get('settings', user, kithApp, 'user', key)?.value ?? null;
  const read = text === null ? undefined : kithSchema(key)?.safeParse(JSON.parse(text));
  const usual = Object.hasOwn(kithSettings, key) ? kithSettings[key as Usual].usual : undefined;
  return (read?.success === true ? read.data : usual) as Choice<K>;
}
