/** Reads a page as a content security policy will: which inline scripts it has, and what would be refused. */
import { hash } from 'node:crypto';

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** What stands inside of a script. */
  readonly text: string;
}

const attribute = String.raw`\s+([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?`;
const eachAttribute = new RegExp(attribute, 'g');
const attributes = `(?:${attribute.replaceAll(/\((?!\?)/g, '(?:')})*\\s*/?`;

/** A comment, a script with all that is in it, or any other tag that opens: whichever begins first. */
const eachTag = new RegExp(
  `<!--[\\s\\S]*?-->|<script(?<own>${attributes})>(?<text>[\\s\\S]*?)</script\\s*>|<(?<name>[a-z][a-z0-9-]*)(?<others>${attributes})>`,
  'gi',
);

function tagsOf(html: string): Tag[] {
  return [...html.matchAll(eachTag)].flatMap(({ groups: { own, others, name, text } = {} }) => {
    const written = own ?? others;
    if (written === undefined) return [];
    const pairs = [...written.matchAll(eachAttribute)].map(
      ([, key = '', double, single, bare]) => [key.toLowerCase(), double ?? single ?? bare ?? ''] as const,
    );
    return [{ name: (name ?? 'script').toLowerCase(), attributes: new Map(pairs), text: text ?? '' }];
  });
}

/** Types of a script that is run; all others are data (HTML standard, "prepare the script element"). */
const runTypes = new Set(['', 'module', 'text/javascript', 'application/javascript', 'importmap']);

/** The hashes of exactly the inline scripts of a page that a browser would run, each once. */
export function inlineScriptHashes(html: string): string[] {
  const inline = tagsOf(html).filter(
    ({ name, attributes }) =>
      name === 'script' &&
      !attributes.has('src') &&
      runTypes.has(attributes.get('type')?.toLowerCase() ?? ''),
  );
  return [...new Set(inline.map(({ text }) => `sha256-${hash('sha256', text, 'base64')}`))];
}

/** What the policy of the server would refuse of a page, one sentence each. */
export function policyFaults(html: string): string[] {
  return [...new Set(tagsOf(html).flatMap(faultsOf))];
}

function faultsOf({ name, attributes }: Tag): string[] {
  const address = attributes.get('src') ?? (name === 'link' ? attributes.get('href') : undefined) ?? '';
  return [
    ...(name === 'style' || name === 'base' ? [`a <${name}> element`] : []),
    ...(attributes.has('style') ? [`a style attribute on <${name}>`] : []),
    ...[...attributes.keys()].filter((key) => /^on[a-z]/.test(key)).map((key) => `${key} on <${name}>`),
    ...(/^(https?:)?\/\//i.test(address) ? [`${address} of somebody else in <${name}>`] : []),
  ];
}
