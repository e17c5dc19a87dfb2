/** Which devices were registered in this browser without a password: they cannot log in again, and pages say so. */

const place = 'kith without password';

function ids(): readonly string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(found) ? found.filter((it) => typeof it === 'string') : [];
  } catch {
    return [];
  }
}

export function isPasswordless(device: string): boolean {
  return ids().includes(device);
}

/** Says whether a device has no password, from now on. */
export function notePasswordless(device: string, isOne: boolean): void {
  const others = ids().filter((it) => it !== device);
  try {
    localStorage.setItem(place, JSON.stringify(isOne ? [...others, device] : others));
  } catch {
    // Storage is full or switched off: the warning is then missing, nothing else.
  }
}
