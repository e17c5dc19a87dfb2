/** The round sign of a person or a chat: the first letters of its name, on a colour that is always the same for it. */

/** Hues far from one another; lightness is the theme's. */
const hues = [20, 65, 110, 155, 200, 245, 290, 335] as const;

/** Up to two first letters; a name without any gives what it begins with. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? '');
  return (letters.length === 0 ? [...name.trim()].slice(0, 1) : letters).join('').toUpperCase();
}

/** The same for the same id, on every device. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 31;
  return hues[sum % hues.length] ?? hues[0];
}

export interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly size?: 'small' | 'usual' | 'large';
}

const sizes = { small: 'size-7 text-xs', usual: 'size-10 text-sm', large: 'size-16 text-xl' } as const;

/** It says nothing to a screen reader: the name stands beside it. */
export function Avatar({ id, name, size = 'usual' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      style={{ '--hue': hueOf(id) } as React.CSSProperties}
      className={`flex shrink-0 items-center justify-center rounded-full bg-[light-dark(oklch(0.9_0.05_var(--hue)),oklch(0.38_0.06_var(--hue)))] font-semibold text-[light-dark(oklch(0.36_0.09_var(--hue)),oklch(0.93_0.05_var(--hue)))] select-none ${sizes[size]}`}
    >
      {initialsOf(name)}
    </span>
  );
}
