/** Writes `licences.txt` at every build: what stands in the pages of other people's packages, and under which terms. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** Packages whose output is in the pages though no module of theirs is. */
const byOutput = ['tailwindcss', 'vite'];

const rule = `\n\n${'-'.repeat(78)}\n\n`;

export function licences(): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((it) => (it.type === 'chunk' ? it.moduleIds : []));
      const folders = new Set([...modules.flatMap(folderOf), ...byOutput.map(folderByName)]);
      const texts = [...folders].map(licenceIn).sort();
      const source = `Kith stands under the Apache License 2.0. In its pages are:${rule}${texts.join(rule)}\n`;
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
    },
  };
}

/** The folder of the package that a module is of; none for our own, and for what a bundler makes up. */
function folderOf(module: string): string[] {
  const found = /^(?<folder>\/.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module.replaceAll('\\', '/'));
  return found?.groups?.folder === undefined ? [] : [found.groups.folder];
}

function folderByName(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

function licenceIn(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Readonly<Record<'name' | 'version' | 'license', string | undefined>>;
  if (license === undefined) throw new Error(`${folder} does not say its licence`);
  const file = readdirSync(folder).find((it) => /^licen[cs]e(\.|$)/i.test(it));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
  // A tool that carries others of its own lists them below; those are not in the pages.
  const [own = ''] = text.split(/^#+ Licenses of bundled/m);
  return `${name} ${version}: ${license}\n\n${own.trim()}`.trim();
}
