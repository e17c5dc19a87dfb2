/** The registry of deciders: command name → decider. */
import { accountDeciders } from './account.ts';
import { appDeciders } from './apps.ts';
import { chatDeciders } from './chats/deciders.ts';
import type { Decider } from './command.ts';
import { deviceDeciders } from './devices.ts';
import { inviteDeciders } from './invites.ts';
import { keyDeciders } from './keys.ts';
import { linkDeciders } from './links.ts';
import { messageDeciders } from './messages/deciders.ts';
import { probeDeciders } from './probe.ts';
import { recoveryDeciders } from './recovery.ts';
import { sessionDeciders } from './sessions.ts';
import { settingDeciders } from './settings/deciders.ts';
import { userDeciders } from './users.ts';

export const deciders = {
  ...accountDeciders,
  ...appDeciders,
  ...chatDeciders,
  ...deviceDeciders,
  ...inviteDeciders,
  ...keyDeciders,
  ...linkDeciders,
  ...messageDeciders,
  ...probeDeciders,
  ...recoveryDeciders,
  ...sessionDeciders,
  ...settingDeciders,
  ...userDeciders,
} satisfies Record<string, Decider>;

export type CommandName = keyof typeof deciders;

type Entry<N extends CommandName> = (typeof deciders)[N];

/** The params of a command. */
export type CommandParams<N extends CommandName> = Entry<N> extends Decider<infer P, unknown> ? P : never;

/** The result of a command. */
export type CommandResult<N extends CommandName> = Entry<N> extends Decider<never, infer R> ? R : never;
