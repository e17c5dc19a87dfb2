/** What an app's schema is written with. Runs in browsers too. */
export { z } from 'zod';
export { type AppOptions, type AppSchema, defineApp } from './app.ts';
export { defineConfig, type KithConfig, type Managed, type ManagedOf } from './config.ts';
export type { Flat, Group, SetsOf } from './group.ts';
export { type Members, members } from './members.ts';
export { type Setting, type SettingOptions, setting } from './setting.ts';
