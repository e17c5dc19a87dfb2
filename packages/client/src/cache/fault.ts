/** Why a device keeps nothing: what a cache throws, in the words that an app can show. */

/**
 * - `full`: there is no room left, or no leave to take more.
 * - `refused`: nothing may be kept here, as in some private windows.
 * - `newer`: an app of a later version has written here; reload this one.
 * - `broken`: anything else.
 */
export type LocalFault = 'full' | 'refused' | 'newer' | 'broken';

/** By the names of DOM exceptions, and the codes of Node. */
const faults: Readonly<Record<string, LocalFault>> = {
  QuotaExceededError: 'full',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  SecurityError: 'refused',
  NotAllowedError: 'refused',
  InvalidStateError: 'refused',
  EACCES: 'refused',
  EPERM: 'refused',
  EROFS: 'refused',
  VersionError: 'newer',
};

export function faultOf(error: unknown): LocalFault {
  const { name, code } = (error ?? {}) as { readonly name?: unknown; readonly code?: unknown };
  return faults[String(code)] ?? faults[String(name)] ?? 'broken';
}
