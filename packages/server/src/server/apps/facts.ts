/** What decisions need to know of the apps, as data that other threads can have. */
import { type AppDescription, decidedOf, describe, type KithConfig } from '@kith/schema/inspect';
import type { Apps, KeyFacts } from '../../domain/settings/facts.ts';

/** Describes every app of a configuration, with what the operator decided of it. */
export function describeAll(config: KithConfig): { name: string; description: AppDescription }[] {
  return config.apps.map((app) => ({
    name: app.name,
    description: describe(app, decidedOf(config, app.name)),
  }));
}

/** The facts of every app. */
export function factsOfAll(described: ReturnType<typeof describeAll>): Apps {
  return Object.fromEntries(
    described.map(({ name, description: { unknown, keys } }) => [
      name,
      { unknown, keys: Object.fromEntries(keys.map((key) => [key.key, keyFacts(key)])) },
    ]),
  );
}

function keyFacts({ policy, scopes, members, managed }: AppDescription['keys'][number]): KeyFacts {
  return {
    policy,
    scopes,
    ...(members && { members }),
    ...(managed?.locked === true && { locked: true }),
  };
}
