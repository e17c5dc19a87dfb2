/** What this browser calls itself, as other devices show it: `Chrome 156 on Linux`. */

/** Names and where their version stands, the more particular first: many browsers also claim to be Chrome. */
const browsers: readonly (readonly [name: string, version: RegExp])[] = [
  ['Edge', /Edg(?:A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Yandex Browser', /YaBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/],
];

const systems: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['Windows', /Windows/],
  ['ChromeOS', /CrOS/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux/],
];

/** Browser with its major version, and system, from a user-agent text. */
export function browserOf(userAgent: string): string {
  const found = browsers.flatMap(([name, version]) => {
    const major = version.exec(userAgent)?.[1];
    return major === undefined ? [] : [`${name} ${major}`];
  });
  const system = systems.find(([, mark]) => mark.test(userAgent))?.[0];
  const browser = found[0] ?? 'Browser';
  return system === undefined ? browser : `${browser} on ${system}`;
}

export function thisBrowser(): string {
  return browserOf(navigator.userAgent);
}

/** Without its version, which would soon be wrong: a name for this device. */
export function nameOfBrowser(userAgent: string): string {
  return browserOf(userAgent).replace(/ \d+(?= on |$)/, '');
}
