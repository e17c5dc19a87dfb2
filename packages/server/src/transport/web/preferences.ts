/** What a request would rather have, by weight (RFC 9110 §12.4.2): `br, gzip;q=0.5, *;q=0`. */

/** The weight of each name that a header lists; names are lower case, what cannot be read weighs nothing. */
function weights(header: string | undefined): ReadonlyMap<string, number> {
  const listed = (header ?? '').toLowerCase().split(',').map(weighed);
  return new Map(listed.filter(([name]) => name !== ''));
}

function weighed(item: string): [name: string, weight: number] {
  const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  if (weight === undefined) return [name, 1];
  return [name, /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0];
}

/** Chooses the coding of a reply; plain bytes answer everyone who asks for nothing that is there. */
export function chooseCoding<C extends string>(
  header: string | undefined,
  offered: readonly C[],
): C | undefined {
  const wanted = weights(header);
  const weightOf = (name: string) => wanted.get(name) ?? wanted.get('*') ?? 0;
  // Of two that weigh the same the first one offered, which is the smaller.
  const best = offered.reduce<C | undefined>(
    (held, coding) => (weightOf(coding) > (held === undefined ? 0 : weightOf(held)) ? coding : held),
    undefined,
  );
  if (best === undefined) return undefined;
  // Plain is always acceptable, but preferred only by whoever names it.
  return (wanted.get('identity') ?? 0) > weightOf(best) ? undefined : best;
}

/** Says whether a page is wanted: only what shows pages asks for HTML by its name. */
export function wantsPage(accept: string | undefined): boolean {
  return (weights(accept).get('text/html') ?? 0) > 0;
}
