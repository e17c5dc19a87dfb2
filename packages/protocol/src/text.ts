/** Schemas of the texts that people choose: names, labels, handles, passwords. */
import { z } from 'zod';

/** Control characters and the bidirectional overrides that let a name pass for another (UTS #55). */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** One line of text that a person reads: trimmed, 1 to `charsMax` characters, nothing invisible that reorders it. */
export function line(charsMax: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(charsMax)
    .refine((text) => text.trim() === text, 'must not begin or end with a space')
    .refine((text) => !unprintable.test(text), 'must not hold control or bidi override characters');
}

/** A character that leaves a mark: a name without one looks like none. */
const shows = /[^\p{Default_Ignorable_Code_Point}\p{Cf}\p{Z}\u2800]/u;

/** A line by which people tell one thing from another. */
function shown(charsMax: number): z.ZodString {
  return line(charsMax).refine((text) => shows.test(text), 'must hold a character that shows');
}

/** The login name of a device, unique on the server after folding: `Chrome.test8`. */
export const deviceName = shown(64);

/** What a user's devices are called in lists. */
export const label = shown(64);

/** What a user is called. */
export const displayName = shown(64);

/** Free text that says what kind of machine a device is. */
export const platform = shown(64);

/** What a chat is called. */
export const chatTitle = shown(128);

/** What a chat is about, in a line. */
export const chatPurpose = line(500);

/** What somebody says: kept byte for byte, bounded in bytes by the limit `textBytes`, and never without a mark. */
export const messageText = z
  .string()
  .min(1)
  .refine((text) => shows.test(text) && /\S/u.test(text), 'must hold a character that shows');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const pictures = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3/u;

/** One emoji, as one sees it: a grapheme cluster with a picture in it (UAX #29, UTS #51). */
export const emoji = z
  .string()
  .min(1)
  .max(32)
  .refine((text) => pictures.test(text), 'must be an emoji')
  .refine((text) => [...graphemes.segment(text)].length === 1, 'must be one emoji');

/** A person's password: 8 to 256 characters, no composition rules (NIST SP 800-63B). */
export const password = z.string().min(8).max(256);

/** A secret that a client made: at least 128 bits of base64url. */
export const secret = z
  .string()
  .min(22)
  .max(256)
  .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');

/** Folds a name so that two that look the same are the same: NFKC, lower case (after RFC 8265). */
export function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC');
}

const handleShape = /^[a-z0-9._-]{2,32}$/;

/** A handle: folded, then 2 to 32 of `a-z0-9._-`. */
export const handle = z
  .string()
  .max(128)
  .transform(fold)
  .refine((text) => handleShape.test(text), 'must be 2 to 32 of a-z 0-9 . _ -');
