/** Whether another machine can reach an address. */

/** Loopback names mean the machine that asks, so a phone would look for Kith on itself. */
export function isOnlyHere(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(hostname);
}
