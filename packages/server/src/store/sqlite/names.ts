/** Names in SQL: snake_case there, camelCase here. */

/** `userId` → `user_id`. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** An identifier in SQL. */
export function quoted(name: string): string {
  return `"${snake(name)}"`;
}
