import { describe, expect, it } from 'vitest';
import { browserOf, nameOfBrowser } from './this-browser.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const linux = 'Mozilla/5.0 (X11; Linux x86_64)';
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const android = 'Mozilla/5.0 (Linux; Android 10; K)';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

const known: readonly (readonly [userAgent: string, says: string, name: string])[] = [
  [`${linux} ${webkit} Chrome/156.0.0.0 Safari/537.36`, 'Chrome 156 on Linux', 'Chrome on Linux'],
  [`${windows} ${webkit} Chrome/156.0.0.0 Safari/537.36`, 'Chrome 156 on Windows', 'Chrome on Windows'],
  [`${linux} ${webkit} HeadlessChrome/156.0.0.0 Safari/537.36`, 'Chrome 156 on Linux', 'Chrome on Linux'],
  [
    `${android} ${webkit} Chrome/156.0.0.0 Mobile Safari/537.36`,
    'Chrome 156 on Android',
    'Chrome on Android',
  ],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/150.0.0.0 Safari/537.36`,
    'Chrome 150 on ChromeOS',
    'Chrome on ChromeOS',
  ],
  [
    `${windows} ${webkit} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`,
    'Edge 156 on Windows',
    'Edge on Windows',
  ],
  [
    `${android} ${webkit} Chrome/156.0.0.0 Mobile Safari/537.36 EdgA/155.0.0.0`,
    'Edge 155 on Android',
    'Edge on Android',
  ],
  [`${mac} ${webkit} Chrome/154.0.0.0 Safari/537.36 OPR/140.0.0.0`, 'Opera 140 on macOS', 'Opera on macOS'],
  [
    `${android} ${webkit} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet 29 on Android',
    'Samsung Internet on Android',
  ],
  [
    `${windows} ${webkit} Chrome/150.0.0.0 YaBrowser/26.8.0.0 Safari/537.36`,
    'Yandex Browser 26 on Windows',
    'Yandex Browser on Windows',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0',
    'Firefox 152 on Linux',
    'Firefox on Linux',
  ],
  [
    'Mozilla/5.0 (Android 15; Mobile; rv:152.0) Gecko/152.0 Firefox/152.0',
    'Firefox 152 on Android',
    'Firefox on Android',
  ],
  [`${iphone} FxiOS/150.0 Mobile/15E148 Safari/605.1.15`, 'Firefox 150 on iOS', 'Firefox on iOS'],
  [`${iphone} CriOS/156.0.7000.1 Mobile/15E148 Safari/604.1`, 'Chrome 156 on iOS', 'Chrome on iOS'],
  [`${iphone} Version/26.1 Mobile/15E148 Safari/604.1`, 'Safari 26 on iOS', 'Safari on iOS'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
    'Safari 26 on macOS',
    'Safari on macOS',
  ],
  ['Mozilla/5.0 (X11; FreeBSD amd64) Something/1.0', 'Browser', 'Browser'],
  ['', 'Browser', 'Browser'],
];

describe('a browser', () => {
  it.each(known)('%s: %s', (userAgent, says, name) => {
    expect(browserOf(userAgent)).toBe(says);
    expect(nameOfBrowser(userAgent)).toBe(name);
  });
});
