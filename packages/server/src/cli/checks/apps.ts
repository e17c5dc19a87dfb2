/** Checks of the file that defines the apps. */
import { loadApps } from '../../server/apps/load.ts';
import type { Config } from '../../server/config/config.ts';
import { ConfigProblems } from '../../server/config/problem.ts';
import type { Finding } from './finding.ts';

export async function checkApps(config: Config): Promise<Finding[]> {
  const check = 'apps';
  try {
    const loaded = await loadApps(config);
    const names = loaded?.apps.map(({ name }) => name) ?? [];
    const found = names.length === 0 ? 'none: any key takes any value' : names.join(', ');
    return [{ check, verdict: 'good', found }];
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    return error.problems.map(({ name, wrong, fix }) => ({
      check,
      verdict: 'bad',
      found: `${name} ${wrong}`,
      fix,
    }));
  }
}
