/** Writes JSON as TypeScript, as a person would. */
import type { Json } from '@kith/protocol';

/** A text in single quotes. */
export function quoted(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside}'`;
}

/** The name of a member of an object or a type; in quotes where it must be. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** A value. */
export function literal(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return object(Object.entries(value).map(([name, member]) => [name, literal(member)]));
}

/** An object on one line, of members that are written already. */
export function object(members: readonly (readonly [name: string, text: string])[]): string {
  if (members.length === 0) return '{}';
  return `{ ${members.map(([name, text]) => `${propertyName(name)}: ${text}`).join(', ')} }`;
}

/** The name of a property in an object literal, where `__proto__` would mean something else. */
export function propertyName(name: string): string {
  return name === '__proto__' ? "['__proto__']" : memberName(name);
}
