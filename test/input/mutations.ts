/** Mutations of JSON: a right text, and what a broken or a hostile client makes of it. Knows no method. */
import fc from 'fast-check';

/** JSON that may be wrong: each part is a list, or members of which two may have one name, or any text at all. */
export type Tree =
  | { readonly items: readonly Tree[] }
  | { readonly members: readonly (readonly [name: string, member: Tree])[] }
  | { readonly raw: string };

/** Reads a value. */
export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { items: value.map(treeOf) };
  if (value === null || typeof value !== 'object') return { raw: JSON.stringify(value) };
  return { members: Object.entries(value).map(([name, member]) => [JSON.stringify(name), treeOf(member)]) };
}

/** Writes it, right or wrong. */
export function textOf(tree: Tree): string {
  if ('raw' in tree) return tree.raw;
  if ('items' in tree) return `[${tree.items.map(textOf).join(',')}]`;
  return `{${tree.members.map(([name, member]) => `${name}:${textOf(member)}`).join(',')}}`;
}

/** One change: what to do, where (a number that picks a part), and with which text. */
export interface Mutation {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly raw: string;
  readonly name: string;
}

const kinds = ['replace', 'drop', 'add', 'twice', 'wrap', 'box', 'rename', 'repeat', 'steal', 'cut'] as const;

/** Texts at the edges of what JSON and its readers take. */
const extremes: readonly string[] = [
  ...['null', 'true', 'false', '0', '-0', '1', '-1', '0.5', '1.0', '1e3', '1e400', '-1e400', '1e-400'],
  ...[
    '9007199254740991',
    '9007199254740992',
    '-9007199254740993',
    '12345678901234567890123',
    '01',
    '.5',
    'NaN',
  ],
  ...[
    '""',
    '" "',
    '"x"',
    '"0"',
    '"null"',
    '"user"',
    '"device:x"',
    '"__proto__"',
    '"\\u0000"',
    '"\\ud800"',
    '"\\udfff"',
  ],
  ...[
    '"\\n"',
    '"\u2028"',
    '"\u202e"',
    '"🙂"',
    '"a\u0301"',
    '"../../x"',
    '"\' OR 1=1"',
    '"<b>"',
    "'x'",
    'undefined',
  ],
  ...[
    '[]',
    '{}',
    '[[]]',
    '[{}]',
    '{"":{}}',
    '{"__proto__":1}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"toJSON":1}',
  ],
  JSON.stringify('x'.repeat(65)),
  JSON.stringify('x'.repeat(129)),
  JSON.stringify('x'.repeat(257)),
  JSON.stringify('x'.repeat(5_000)),
  JSON.stringify('x'.repeat(33_000)),
  JSON.stringify('é'.repeat(40_000)),
  JSON.stringify(Array.from({ length: 300 }, (_, index) => index)),
  JSON.stringify(Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`k${index}`, index]))),
  '['.repeat(15) + ']'.repeat(15),
  '['.repeat(40) + ']'.repeat(40),
  '{"a":'.repeat(40),
];

const names = [
  '"x"',
  '""',
  '"id"',
  '"ID"',
  '"ops"',
  '"device"',
  '"token"',
  '"__proto__"',
  '"constructor"',
  '"\\u0000"',
  '"jsonrpc"',
];

/** Any change. */
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fc.nat(1_000),
  raw: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...extremes) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)) },
    { weight: 1, arbitrary: fc.string() },
  ),
  name: fc.constantFrom(...names),
});

/** Makes changes, one behind the other. */
export function mutate(tree: Tree, mutations: readonly Mutation[]): Tree {
  return mutations.reduce((before, change) => {
    const places = placesIn(before);
    const place = places[change.at % places.length] ?? [];
    return changed(before, place, change, before);
  }, tree);
}

type Place = readonly number[];

function partsOf(tree: Tree): readonly Tree[] {
  if ('items' in tree) return tree.items;
  return 'members' in tree ? tree.members.map(([, member]) => member) : [];
}

function placesIn(tree: Tree, place: Place = []): Place[] {
  return [place, ...partsOf(tree).flatMap((part, index) => placesIn(part, [...place, index]))];
}

/** Changes the part at a place; some changes are made to what holds it. */
function changed(tree: Tree, [step, ...rest]: Place, change: Mutation, whole: Tree): Tree {
  if (step === undefined) return changedHere(tree, change, whole);
  if (rest.length === 0 && isOfHolder(change.kind)) return changedIn(tree, step, change);
  const part = partsOf(tree)[step] ?? { raw: 'null' };
  return withPart(tree, step, changed(part, rest, change, whole));
}

function withPart(tree: Tree, at: number, part: Tree): Tree {
  if ('items' in tree) return { items: tree.items.with(at, part) };
  if (!('members' in tree)) return tree;
  return { members: tree.members.map((member, index) => (index === at ? [member[0], part] : member)) };
}

function isOfHolder(kind: Mutation['kind']): boolean {
  return kind === 'drop' || kind === 'twice' || kind === 'rename' || kind === 'repeat';
}

function changedIn(tree: Tree, at: number, { kind, raw, name }: Mutation): Tree {
  if ('items' in tree) {
    if (kind === 'drop') return { items: tree.items.toSpliced(at, 1) };
    const item = tree.items[at] ?? { raw };
    return { items: [...tree.items, ...Array.from({ length: kind === 'repeat' ? 70 : 1 }, () => item)] };
  }
  if (!('members' in tree)) return tree;
  const [own = '"x"', member = { raw }] = tree.members[at] ?? [];
  switch (kind) {
    case 'drop':
      return { members: tree.members.toSpliced(at, 1) };
    case 'rename':
      return { members: tree.members.toSpliced(at, 1, [name, member]) };
    case 'twice':
      return { members: [...tree.members, [own, { raw }]] };
    default:
      return { members: [...tree.members, ...Array.from({ length: 70 }, () => [own, member] as const)] };
  }
}

function changedHere(tree: Tree, { kind, at, raw, name }: Mutation, whole: Tree): Tree {
  switch (kind) {
    case 'wrap':
      return { items: [tree] };
    case 'box':
      return { members: [[name, tree]] };
    case 'add':
      if ('members' in tree) return { members: [...tree.members, [name, { raw }]] };
      return 'items' in tree ? { items: [...tree.items, { raw }] } : { raw };
    case 'steal': {
      const places = placesIn(whole);
      const place = places[(at * 7 + 3) % places.length] ?? [];
      return place.reduce((part, step) => partsOf(part)[step] ?? part, whole);
    }
    case 'cut': {
      const text = textOf(tree);
      return { raw: text.slice(0, at % (text.length + 1)) };
    }
    default:
      return { raw };
  }
}
