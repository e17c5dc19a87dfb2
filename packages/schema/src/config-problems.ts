/** Finds everything that is wrong with what `kith.config.ts` exports. */
import type { AppSchema } from './app.ts';
import type { KithConfig } from './config.ts';
import { managedProblems } from './managed.ts';
import { isMarked } from './mark.ts';
import type { SchemaProblem } from './problem.ts';
import { appProblems } from './problems.ts';

/** Reads the default export of a configuration file, or says everything that is wrong with it. */
export function readConfig(
  exported: unknown,
):
  | { readonly ok: true; readonly config: KithConfig }
  | { readonly ok: false; readonly problems: SchemaProblem[] } {
  if (!isConfig(exported)) {
    const wrong = 'exports no configuration by default';
    return bad([
      { name: 'export default', wrong, fix: 'write export default defineConfig({ apps: [...] })' },
    ]);
  }
  const strange = exported.apps.filter((app) => !isApp(app));
  if (strange.length > 0) {
    const wrong = 'holds what defineApp did not make';
    return bad([{ name: 'apps', wrong, fix: 'make each app by defineApp' }]);
  }
  const problems = [
    ...exported.apps.flatMap(appProblems),
    ...namesakes(exported),
    ...managedProblems(exported),
  ];
  return problems.length > 0 ? bad(problems) : { ok: true, config: exported };
}

function bad(problems: SchemaProblem[]) {
  return { ok: false, problems } as const;
}

function isConfig(exported: unknown): exported is KithConfig {
  return isMarked(exported, 'config') && Array.isArray((exported as KithConfig).apps);
}

function isApp(app: unknown): app is AppSchema {
  return isMarked(app, 'app');
}

function namesakes({ apps }: KithConfig): SchemaProblem[] {
  const names = apps.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) < index);
  return [...new Set(twice)].map((name) => ({
    name,
    wrong: 'is there twice among the apps',
    fix: 'rename one of them, or put them together',
  }));
}
