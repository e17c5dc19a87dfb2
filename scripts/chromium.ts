/** Finds the Chromium that browser tests drive: the one that `KITH_CHROMIUM` names, or one that is installed. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What distributions call it, Chromium before Chrome. */
const programs = ['chromium', 'chromium-browser', 'google-chrome'];

const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where to look. */
interface Place {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isProgram: (path: string) => boolean;
}

const here: Place = { env: process.env, isProgram };

/** The path of the program, or nothing. One that is named and not there is not replaced by another. */
export function findChromium({ env, isProgram }: Place = here): string | undefined {
  if (env.KITH_CHROMIUM !== undefined) return [env.KITH_CHROMIUM].find(isProgram);
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const installed = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return [...installed, ...applications].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
