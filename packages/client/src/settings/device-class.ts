/** The class of a device: what it is to a person, so that a choice may be for all phones. */

/** Another name of `a-z 0-9 -` is a class of your own. */
export type DeviceClass = 'phone' | 'tablet' | 'desktop' | 'tv' | 'other';

interface Globals {
  readonly document?: unknown;
  readonly navigator?: { readonly userAgent?: string; readonly maxTouchPoints?: number };
}

/** What the surroundings look like; `other` outside of browsers. */
export function classOfSurroundings({ document, navigator }: Globals = globalThis as Globals): DeviceClass {
  if (document === undefined || navigator?.userAgent === undefined) return 'other';
  const { userAgent, maxTouchPoints = 0 } = navigator;
  if (/\b(?:smart-?tv|tv;|googletv|appletv|hbbtv|web0s|tizen.+tv|bravia|aft[a-z])/i.test(userAgent))
    return 'tv';
  // A tablet of Apple says that it is a Mac; no Mac has a touch screen.
  if (/\bipad\b|\btablet\b/i.test(userAgent) || (/\bmacintosh\b/i.test(userAgent) && maxTouchPoints > 1))
    return 'tablet';
  if (/\bandroid\b/i.test(userAgent)) return /\bmobile\b/i.test(userAgent) ? 'phone' : 'tablet';
  return /\biphone\b|\bipod\b|\bmobile\b/i.test(userAgent) ? 'phone' : 'desktop';
}
