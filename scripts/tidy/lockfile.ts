/** What the lock file may hold: no version below an advisory's fix, nothing from git or a URL, few install scripts. */

/** A package as package-lock.json (version 3) names it; paths are the keys. */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** The first version without the advisories that we know of; works offline, and is raised by hand. */
export const floors: Readonly<Record<string, { readonly version: string; readonly why: string }>> = {
  ws: { version: '8.21.1', why: 'memory and CPU spent on fragments and frames of strangers' },
  hono: { version: '4.12.21', why: 'body limit bypass, mount path mismatch, cookie injection' },
  '@hono/node-server': { version: '1.19.10', why: 'encoded slashes pass protected static paths' },
  jose: { version: '4.15.5', why: 'unbounded decompression of a JWE' },
  zod: { version: '3.22.3', why: 'quadratic regular expression' },
  vite: { version: '7.1.11', why: 'the development server reads files outside the root' },
  vitest: { version: '3.0.5', why: 'the API server takes commands from any page' },
  ajv: { version: '8.18.0', why: 'quadratic regular expression through $data' },
  postcss: { version: '8.4.31', why: 'carriage returns end comments' },
  nanoid: { version: '3.3.8', why: 'predictable ids for a fractional size' },
};

/** Packages whose install script we know and need. */
const mayRunAtInstall = ['node'];

/** What is wrong with a lock file, one line each. `runsScripts`: it is installed with the scripts of its packages. */
export function lockfileFindings({ packages }: Lockfile, { runsScripts } = { runsScripts: true }): string[] {
  return Object.entries(packages).flatMap(([path, { hasInstallScript = false, ...entry }]) => {
    const name = nameOf(path);
    const found = { ...entry, hasInstallScript: hasInstallScript && runsScripts };
    return name === undefined || entry.link ? [] : packageFindings(name, found);
  });
}

function packageFindings(name: string, { version, resolved, hasInstallScript }: LockedPackage): string[] {
  const floor = Object.hasOwn(floors, name) ? floors[name] : undefined;
  return [
    ...(version === undefined || !/^\d+\.\d+\.\d+(-|\+|$)/.test(version)
      ? [`${name} is not a version of a registry: ${version}`]
      : []),
    ...(resolved === undefined ? [] : [`${name} is bound to one place, ${resolved}: see .npmrc`]),
    ...(hasInstallScript && !mayRunAtInstall.includes(name) ? [`${name} runs a script at install`] : []),
    ...(floor !== undefined && version !== undefined && isBelow(version, floor.version)
      ? [`${name} ${version} is below ${floor.version}: ${floor.why}`]
      : []),
  ];
}

/** The name of an installed package; undefined for the root and the workspaces themselves. */
function nameOf(path: string): string | undefined {
  const at = path.lastIndexOf('node_modules/');
  return at < 0 ? undefined : path.slice(at + 'node_modules/'.length);
}

/** Compares by numbers; a pre-release is below its release. */
export function isBelow(version: string, floor: string): boolean {
  const [core = '', ...pre] = version.split('-');
  const is = numbers(core);
  const least = numbers(floor);
  for (let index = 0; index < 3; index += 1) {
    const difference = (is[index] ?? 0) - (least[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return pre.length > 0;
}

function numbers(core: string): number[] {
  return core.split('.').map(Number);
}
