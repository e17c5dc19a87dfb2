/** A policy that lets devices do what a test needs. */
import { defaultLimits } from '@kith/protocol';
import type { Policy } from '../../packages/server/src/domain/command.ts';
import { noApps } from '../../packages/server/src/domain/settings/facts.ts';

export const easyPolicy: Policy = {
  ...defaultLimits,
  registration: 'open',
  openJoin: true,
  quarantineMs: 0,
  apps: noApps,
};
