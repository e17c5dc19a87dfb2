/** Builds the web client when what it is made of has changed, and tells a person how that goes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestName, webManifest } from '../../packages/server/src/transport/web/manifest.ts';
import { bundleWeb } from './bundle.ts';
import { inputsDigest } from './inputs.ts';
import { holdLock } from './lock.ts';
import { packWeb } from './pack.ts';

/** How often somebody who waits hears that it still goes on. */
const progressMs = 5_000;

interface Building {
  /** The root of the checkout. */
  readonly root: string;
  /** Tells a line of progress. */
  readonly say: (line: string) => void;
}

/** Builds what is missing or stale. Throws `BuildProblem`. */
export async function buildWeb({ root, say }: Building): Promise<void> {
  const app = join(root, 'apps/web');
  const dist = join(app, 'dist');
  if (isCurrent(dist, inputsDigest(root))) return say('web client: up to date');
  const lock = join(app, '.cache/build.lock');
  using _ = await holdLock(lock, () => say('web client: another start builds it; waiting'));
  // Of now: whoever had the lock may have built the same.
  const inputs = inputsDigest(root);
  if (isCurrent(dist, inputs)) return say('web client: up to date');
  const log = join(app, '.cache/build.log');
  say('web client: building it, which later starts skip');
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  const progress = setInterval(() => say(`web client: still building, ${seconds()} s`), progressMs);
  try {
    await bundleWeb({ app, log });
    const pages = readPages(join(app, 'src/pages.json'));
    const { files, bytes } = await packWeb({ from: join(app, 'out'), to: dist, pages, inputs });
    say(`web client: built in ${seconds()} s, ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
  } finally {
    clearInterval(progress);
  }
}

/** The paths of pages, which the client's own router reads too. */
function readPages(path: string): readonly string[] {
  return Object.keys(JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>);
}

/** Says whether the folder holds all of a build of these inputs. */
function isCurrent(dist: string, inputs: string): boolean {
  try {
    const manifest = webManifest.parse(JSON.parse(readFileSync(join(dist, manifestName), 'utf8')));
    const places = Object.values(manifest.files).flatMap(({ file, coded: { br = file, gzip = file } }) => [
      file,
      br,
      gzip,
    ]);
    return manifest.inputs === inputs && [...new Set(places)].every((place) => existsSync(join(dist, place)));
  } catch {
    return false;
  }
}
