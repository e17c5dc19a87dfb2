/** A small web client, bundled as Vite would leave it and packed by the real build step. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packWeb } from '../../scripts/web/pack.ts';
import { newDir } from './kith.ts';

/** The inline scripts of the shell, as they stand in it. */
export const inlineScripts = ["document.title = 'Kith \u2713';\n", ''];

export const shell = `<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><title>Kith</title>
<script>${inlineScripts[0]}</script><script></script>
<script type="application/json">{"data": "is not run"}</script>
<script type="module" crossorigin src="/assets/index-a1b2c3d4.js"></script>
<link rel="stylesheet" href="/assets/index-e5f6a7b8.css"></head>
<body><div id="root"></div>${'<!-- a shell of more than a kilobyte -->'.repeat(40)}</body></html>
`;

const files: Readonly<Record<string, string>> = {
  'index.html': shell,
  'assets/index-a1b2c3d4.js': `export const text = '${'kith '.repeat(1_000)}';\n`,
  'assets/index-e5f6a7b8.css': 'body { margin: 0 }\n',
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" />',
  'manifest.webmanifest': '{"name": "Kith"}',
};

export const pages = ['/', '/register', '/app', '/demo'];

/** Writes files below a folder. */
export function writeFiles(folder: string, texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** A new folder with bundled files: those of the small client unless told otherwise. */
export function bundle(texts: Readonly<Record<string, string>> = files): string {
  const folder = newDir();
  writeFiles(folder, texts);
  return folder;
}

/** A new folder that a server can serve from. */
export async function builtWeb(texts: Readonly<Record<string, string>> = files): Promise<string> {
  const to = join(newDir(), 'dist');
  await packWeb({ from: bundle(texts), to, pages, inputs: 'of a test' });
  return to;
}
