import { expect, test } from 'vitest';
import { classOfSurroundings } from './device-class.ts';

const agents = {
  phone: [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (Android 16; Mobile; rv:152.0) Gecko/152.0 Firefox/152.0',
  ],
  tablet: [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36',
    'Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 Version/12.1 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Android 16; Tablet; rv:152.0) Gecko/152.0 Firefox/152.0',
  ],
  desktop: [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:152.0) Gecko/20100101 Firefox/152.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15',
  ],
  tv: [
    'Mozilla/5.0 (SMART-TV; LINUX; Tizen 8.0) AppleWebKit/537.36 Version/8.0 TV Safari/537.36',
    'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36',
  ],
} as const;

test.each(Object.entries(agents))('a %s is known by what its browser says', (name, says) => {
  for (const userAgent of says)
    expect([userAgent, classOfSurroundings({ document: {}, navigator: { userAgent } })]).toEqual([
      userAgent,
      name,
    ]);
});

test('an iPad that says it is a Mac is known by its touch screen', () => {
  const userAgent = agents.desktop[2];
  const navigator = { userAgent, maxTouchPoints: 5 };
  expect(classOfSurroundings({ document: {}, navigator })).toBe('tablet');
});

test('outside of a page a device is of no known class', () => {
  expect(classOfSurroundings({ navigator: { userAgent: 'Node.js/26' } })).toBe('other');
});
