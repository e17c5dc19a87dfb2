/** The kinds of value that an option can have: how each is read from text, and what it expects. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseCidr } from '../../base/cidr.ts';
import { weakness } from './weakness.ts';

/** A text read as a value, or what is wrong with the text. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly wrong: string };

/** How a value is read. `expects` goes on from "use …". */
export interface Kind<T> {
  /** What the references call it. */
  readonly name: string;
  readonly expects: string;
  /** What a flag without a value means; absent: the flag needs one. */
  readonly bare?: string;
  /** Reads a text that is trimmed and not empty. */
  read(text: string, cwd: string): Reading<T>;
}

function good<T>(value: T): Reading<T> {
  return { ok: true, value };
}

function bad(wrong: string): Reading<never> {
  return { ok: false, wrong };
}

/** Timers take no longer delay than this, and no count needs more. */
export const timerMax = 2 ** 31 - 1;

/** A whole number within bounds, both included. */
export function wholeNumber({ min, max }: { min: number; max: number }): Kind<number> {
  return {
    name: max < timerMax ? `${min} to ${max}` : `${min} or more`,
    expects: max < timerMax ? `a whole number from ${min} to ${max}` : `a whole number, ${min} or more`,
    read(text) {
      if (!/^-?\d+$/.test(text)) return bad('is not a whole number');
      const value = Number(text);
      if (value < min) return bad(`is below ${min}`);
      return value > max ? bad(`is above ${max}`) : good(value);
    },
  };
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Kind<W> {
  return {
    name: words.join(' | '),
    expects: `one of ${words.join(', ')}`,
    read(text) {
      const word = words.find((candidate) => candidate === text);
      return word === undefined ? bad('is none of the choices') : good(word);
    },
  };
}

/** A choice of two words, the first of which means yes. */
export function either(yes: string, no: string): Kind<boolean> {
  return {
    name: `${yes} | ${no}`,
    expects: `${yes} or ${no}`,
    bare: yes,
    read: (text) => (text === yes || text === no ? good(text === yes) : bad(`is neither ${yes} nor ${no}`)),
  };
}

const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/** An address or name to listen on. */
export const host: Kind<string> = {
  name: 'host',
  expects: 'an IP address or a host name, without a port',
  read: (text) =>
    isIP(text) !== 0 || (hostName.test(text) && !/^[\d.]+$/.test(text))
      ? good(text)
      : bad('is no IP address and no host name'),
};

/** A directory, made absolute. */
export const directory: Kind<string> = {
  name: 'directory',
  expects: 'the path of a directory',
  read: (text, cwd) => (text.includes('\0') ? bad('holds a NUL character') : good(resolve(cwd, text))),
};

/** A file, made absolute. */
export const file: Kind<string> = {
  name: 'file',
  expects: 'the path of a file',
  read: (text, cwd) => directory.read(text, cwd),
};

/** Whether to serve the web client, or the folder to serve it from. */
export const webClient: Kind<string> = {
  name: 'on | off | directory',
  expects: 'on, off or the path of a folder',
  read: (text, cwd) => (text === 'on' || text === 'off' ? good(text) : directory.read(text, cwd)),
};

/** An http or https origin: scheme, host and port, nothing behind. */
export const origin: Kind<string> = {
  name: 'origin',
  expects: 'a scheme and a host, with a port if it needs one, and no path',
  read(text) {
    if (!URL.canParse(text)) return bad('is not a URL');
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return bad('is neither http:// nor https://');
    if (url.username !== '' || url.password !== '') return bad('holds a user name or password');
    if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return bad('goes on behind the host');
    return good(url.origin);
  },
};

/** A list with commas between its items, each read by `item`. */
export function listOf<T>(item: Kind<T>): Kind<readonly T[]> {
  return {
    name: `list of ${item.name}`,
    expects: `${item.expects}; commas between several`,
    read(text, cwd) {
      const values: T[] = [];
      for (const part of text.split(',').map((piece) => piece.trim())) {
        const reading = part === '' ? bad('is empty') : item.read(part, cwd);
        if (!reading.ok) return bad(`"${part}" ${reading.wrong}`);
        values.push(reading.value);
      }
      return good(values);
    },
  };
}

/** A range of IP addresses, as `10.0.0.0/8`; a plain address is a range of one. */
export const cidr: Kind<string> = {
  name: 'CIDR range',
  expects: 'a range of IP addresses such as 10.0.0.0/8',
  read: (text) => (parseCidr(text) === undefined ? bad('is no range of IP addresses') : good(text)),
};

/** A secret that is hard to guess. */
export const secret: Kind<string> = {
  name: 'secret',
  expects: '32 or more random characters; `openssl rand -base64 48` makes some',
  read(text) {
    const weak = weakness(text);
    return weak === undefined ? good(text) : bad(weak);
  },
};
