/** The deciders of settings. */
import { edit } from './edit.ts';
import { erase } from './erase.ts';
import { restore } from './restore.ts';

export const settingDeciders = {
  'settings.edit': edit,
  'settings.restore': restore,
  'settings.erase': erase,
};
