/** The web client: finds what `npm run build` made and reads it, or says why there is none to serve. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestName, webManifest } from '../transport/web/manifest.ts';
import { openSite, type Site } from '../transport/web/site.ts';
import type { Config } from './config/config.ts';
import { ConfigProblem } from './config/problem.ts';

/** Where the build step of this checkout puts it. */
const ownFolder = join(import.meta.dirname, '../../../../apps/web/dist');

/** The site; or why there is none although one is wanted; or nothing, since none is wanted. */
export interface WebClient {
  readonly site?: Site;
  readonly missing?: string;
}

/** Opens it. Throws `ConfigProblem` where the operator named a folder that does not have it. */
export function openWebClient({ web }: Pick<Config, 'web'>, builtHere = ownFolder): WebClient {
  if (web === 'off') return {};
  const folder = web === 'on' ? builtHere : web;
  const opened = readTwice(folder);
  if (typeof opened !== 'string') return { site: opened };
  if (web === 'on') return { missing: 'the web client is not built: npm run build builds it' };
  throw new ConfigProblem({
    code: 'web',
    message: `There is no built web client in ${folder} (${opened}).`,
    fix: 'set KITH_WEB to the folder that holds its web.json, or to off',
  });
}

/** A build that ends right now takes the files of the one before away: then the new ones are there. */
function readTwice(folder: string): Site | string {
  const first = read(folder);
  return typeof first === 'string' ? read(folder) : first;
}

function read(folder: string): Site | string {
  try {
    const parsed = webManifest.safeParse(JSON.parse(readFileSync(join(folder, manifestName), 'utf8')));
    if (!parsed.success) return `${manifestName} is of another version`;
    return openSite(parsed.data, (file) => readFileSync(join(folder, file)));
  } catch (error) {
    if (error instanceof SyntaxError) return `${manifestName} is damaged`;
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}
