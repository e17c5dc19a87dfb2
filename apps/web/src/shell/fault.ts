/** A fault of a page: what names it to whoever mends it, and what a person had written when it came. */

export interface Fault {
  /** The same fault has the same code on every device. */
  readonly code: string;
  /** In English, for whoever mends it. */
  readonly says: string;
}

export function faultOf(error: unknown): Fault {
  const says = error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error';
  return { code: digest(says), says };
}

/** FNV-1a, 32 bits: short enough to be read out on the telephone. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** What a field says of itself. */
export interface Writable {
  readonly type: string;
  readonly value: string;
  readonly labels: Iterable<{ readonly textContent: string | null }> | null;
}

/** Fields whose text a person wrote and may see; a password is neither shown nor kept. */
const written = new Set(['text', 'email', 'search', 'tel', 'textarea', 'url']);

/** What is written in these fields, a line each. */
export function writtenIn(fields: Iterable<Writable>): string {
  return [...fields]
    .filter(({ type, value }) => written.has(type) && value.trim() !== '')
    .map(({ value, labels }) => {
      const [label] = labels ?? [];
      return label === undefined ? value : `${label.textContent}: ${value}`;
    })
    .join('\n');
}
