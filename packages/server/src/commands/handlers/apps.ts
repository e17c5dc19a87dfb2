/** Handles `apps.get`: what the schema of an app says. */
import { refuse } from '@kith/protocol';
import type { CalledByDevice, Handled, Means } from '../handler.ts';

const get = async ({ options }: Means, { params }: CalledByDevice<'apps.get'>): Handled<'apps.get'> => {
  const described = options.apps.describe(params.app);
  return described === undefined ? refuse('not-found') : { ok: true, result: described };
};

export const appHandlers = { 'apps.get': get };
