/** The manifest of a built web client, `web.json`: which file answers which URL path, and how. */
import { z } from 'zod';

/** Raised when a server could misread the manifest of another build step. */
const format = 1;

/** Codings that files are kept in besides plain, best first. */
export const codings = ['br', 'gzip'] as const;

export type Coding = (typeof codings)[number];

/** A file below the folder of the manifest; nothing leads out of it. */
const filePath = z.string().regex(/^(?!.*(^|\/)\.\.?(\/|$))[^/\\\0][^\\\0]*$/);

const file = z.strictObject({
  file: filePath,
  type: z.string().regex(/^[\w/+.-]+(; charset=utf-8)?$/),
  /** The digest of the plain bytes: new bytes, new tag. */
  digest: z.string().regex(/^[\w-]{22,}$/),
  /** The name of the file holds a digest of it: it never changes under this path. */
  immutable: z.boolean(),
  /** The same bytes, coded. */
  coded: z.strictObject({ br: filePath.optional(), gzip: filePath.optional() }),
  /** Of pages: the hashes of exactly the inline scripts, as a content security policy names them. */
  scripts: z.array(z.string().regex(/^sha256-[A-Za-z0-9+/]{43}=$/)).optional(),
});

export const webManifest = z.strictObject({
  format: z.literal(format),
  /** The digest of the sources that it was built from. */
  inputs: z.string(),
  /** By URL path, decoded. */
  files: z.record(z.string().startsWith('/'), file),
  /** What answers for paths that are none. */
  notFound: file.optional(),
});

/** One file of the web client. */
export type WebFile = z.output<typeof file>;

export type WebManifest = z.output<typeof webManifest>;

/** The name of the manifest in its folder. */
export const manifestName = 'web.json';

/** What a build step writes as `format`. */
export const manifestFormat = format;
