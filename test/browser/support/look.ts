/** How a person's device shows pages: language, colours, width, motion, and whether its clock is right. */
import type { BrowserContextOptions } from 'playwright-core';

export const locales = ['en', 'ru'] as const;
export const themes = ['light', 'dark'] as const;

/** A desktop, and the narrowest screen that pages must fit. */
export const widths = [1280, 320] as const;

export type Locale = (typeof locales)[number];

export interface Look {
  readonly locale: Locale;
  readonly theme: (typeof themes)[number];
  readonly width: (typeof widths)[number];
  readonly reducedMotion: boolean;
  /** How far the device's clock is ahead of this machine's; negative is behind. */
  readonly clockAheadMs: number;
  /** What the browser says it is; it is Chromium all the same. */
  readonly userAgent?: string;
}

/** What a device has where a test does not say. */
export const usualLook: Look = {
  locale: 'en',
  theme: 'light',
  width: 1280,
  reducedMotion: false,
  clockAheadMs: 0,
};

/** How two browsers of others call themselves. */
export const userAgents = {
  chrome156OnLinux:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  firefox145OnWindows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
} as const;

/** A look as the browser takes it. */
export function contextOf(look: Look): BrowserContextOptions {
  const { locale, theme, width, reducedMotion, userAgent } = look;
  return {
    ...(userAgent === undefined ? {} : { userAgent }),
    locale,
    colorScheme: theme,
    viewport: { width, height: width === 320 ? 640 : 800 },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  };
}

/** Runs in the page, before its scripts: moves `Date`, as a clock that was set wrong does. */
export function moveClock(aheadMs: number): void {
  globalThis.Date = new Proxy(Date, {
    construct: (RealDate, args: [], newTarget) =>
      args.length === 0
        ? new RealDate(RealDate.now() + aheadMs)
        : Reflect.construct(RealDate, args, newTarget),
    apply: (RealDate) => new RealDate(RealDate.now() + aheadMs).toString(),
    get: (RealDate, name) => (name === 'now' ? () => RealDate.now() + aheadMs : Reflect.get(RealDate, name)),
  });
}
