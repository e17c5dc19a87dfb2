/**
 * All texts in Russian, one file for each page.
 *
 * One word per thing, as in English: device устройство · user пользователь · handle ник · join присоединиться ·
 * disjoin отсоединиться · link привязать · let in подключить · sign out another отключить · log in, out войти, выйти ·
 * online в сети · away нет на месте · connection связь · session сеанс · save сохранить · character символ.
 */
import app from './app.json';
import chat from './chat.json';
import devices from './devices.json';
import entry from './entry.json';
import errors from './errors.json';
import home from './home.json';
import inbox from './inbox.json';
import link from './link.json';
import login from './login.json';
import missing from './missing.json';
import register from './register.json';
import settings from './settings.json';
import shell from './shell.json';
import synced from './synced.json';
import thread from './thread.json';

export default {
  app,
  chat,
  devices,
  entry,
  errors,
  home,
  inbox,
  link,
  login,
  missing,
  register,
  settings,
  shell,
  synced,
  thread,
};
