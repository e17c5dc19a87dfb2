/** Builds the web client, where it is not built or its sources have changed. */
import { join } from 'node:path';
import { buildWeb } from './web/build.ts';
import { BuildProblem } from './web/problem.ts';

try {
  await buildWeb({ root: join(import.meta.dirname, '..'), say: (line) => console.error(line) });
} catch (error) {
  if (!(error instanceof BuildProblem)) throw error;
  console.error(`web client: not built: ${error.message}`);
  process.exitCode = 1;
}
