/** Rules that look at several options at once: what must fit together, and what deserves a warning. */
import type { LimitName } from '@kith/protocol';
import type { Config } from './config.ts';
import { isLoopback, isPublic } from './exposure.ts';
import { envName } from './option.ts';
import type { Problem } from './problem.ts';

/** Limits of which the first must not be above the second, and why. */
const ordered: readonly (readonly [LimitName, LimitName, string])[] = [
  ['textBytes', 'frameBytes', 'a message of full length must fit into a call'],
  ['settingValueBytes', 'frameBytes', 'a value of full length must fit into a call'],
  ['settingValueBytes', 'settingBytes', 'a value of full length must fit into the settings of its user'],
  ['outboxSoftBytes', 'outboxHardBytes', 'signals are dropped before the reader is closed'],
  ['outboxHardBytes', 'nodeOutboxBytes', 'one reader must fit into the node'],
];

function limitEnv(limit: LimitName): string {
  return envName(`limit${limit[0]?.toUpperCase()}${limit.slice(1)}`);
}

/** What cannot stand together. */
export function contradictions(config: Config, force: boolean): Problem[] {
  const problems: Problem[] = [];
  if (config.openJoin && isPublic(config) && !force) {
    problems.push({
      name: envName('openJoin'),
      value: 'true',
      wrong: 'would let anybody who reaches this server join any user',
      fix: 'set KITH_OPEN_JOIN=false, listen on 127.0.0.1 only, or start with --force',
    });
  }
  if (config.lan && config.publicUrl !== null) {
    problems.push({
      name: envName('lan'),
      value: 'true',
      wrong: 'has links name an address of this machine, and KITH_PUBLIC_URL names another',
      fix: 'leave out --lan, or KITH_PUBLIC_URL',
    });
  }
  if (config.metricsPort !== null && config.metricsPort !== 0 && config.metricsPort === config.port) {
    problems.push({
      name: envName('metricsPort'),
      value: String(config.metricsPort),
      wrong: 'KITH_METRICS_PORT is also KITH_PORT',
      fix: 'give one of them another port',
    });
  }
  for (const [small, large, why] of ordered) {
    if (config.limits[small] <= config.limits[large]) continue;
    problems.push({
      name: limitEnv(small),
      value: String(config.limits[small]),
      wrong: `is above ${limitEnv(large)} (${config.limits[large]}); ${why}`,
      fix: `lower ${limitEnv(small)} or raise ${limitEnv(large)}`,
    });
  }
  return problems;
}

/** What an operator should know, but may want. One sentence each. */
export function cautions(config: Config): string[] {
  const { host, lan, openJoin, publicUrl, rateLimits, registration } = config;
  const said: string[] = [];
  if (openJoin) {
    said.push('KITH_OPEN_JOIN is true: any device may join any user without being asked. Only for a demo.');
  }
  if (!isPublic(config)) return said;
  if (lan) {
    said.push(
      'KITH_LAN is plain http: whoever is on the same network can read along. Only for your own network.',
    );
  } else if (publicUrl === null) {
    said.push(`KITH_PUBLIC_URL is not set: links will name ${host}, which others may not reach.`);
  } else if (publicUrl.startsWith('http:') && !isLoopback(new URL(publicUrl).hostname)) {
    said.push('KITH_PUBLIC_URL is http: passwords cross the network in clear. Put TLS in front.');
  }
  if (!rateLimits)
    said.push('KITH_RATE_LIMITS is off on a public host: passwords can be guessed at full speed.');
  if (registration === 'open') {
    said.push('KITH_REGISTRATION is open on a public host: anyone who reaches it may register devices.');
  }
  return said;
}
