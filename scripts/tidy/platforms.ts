/** The packages of other platforms: a registry that lacks them leaves them out of the lock, and `npm ci` then fails. */
import type { LockedPackage, Lockfile } from './lockfile.ts';

/** A package for one platform, and the entry that lets npm pass over it elsewhere. */
export interface PlatformEntry {
  readonly path: string;
  readonly entry: LockedPackage;
}

/** Optional packages that the lock names but does not describe. */
export function missingPlatforms({ packages }: Lockfile): PlatformEntry[] {
  return Object.entries(packages).flatMap(([owner, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isDescribed(packages, owner === '' ? '' : `${owner}/`, name))
      .map(([name, version]) => ({
        path: `node_modules/${name}`,
        entry: { version, ...platformOf(name), ...(dev === true ? { dev } : {}), optional: true },
      })),
  );
}

/** As Node resolves: from the folder of the owner upwards; a folder ends in `/`, the root is empty. */
function isDescribed(packages: Lockfile['packages'], folder: string, name: string): boolean {
  if (Object.hasOwn(packages, `${folder}node_modules/${name}`)) return true;
  const above = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/')));
  return folder !== '' && isDescribed(packages, above, name);
}

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/** Platform packages say in their name where they run: `binding-linux-arm64-musl`. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = words.filter((word) => systems.includes(word));
  const cpu = words.filter((word) => processors.includes(word));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc'];
  return {
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.includes('linux') ? { libc } : {}),
    ...(os.length > 0 ? { os } : {}),
  };
}
