/** Places in a list that changes while somebody reads it. */

/** Those that had a place keep it; whoever is new comes after them. */
export function inPlace<D extends { readonly id: string }>(
  devices: readonly D[],
  places: readonly string[],
): readonly D[] {
  const placeOf = ({ id }: D) => (places.includes(id) ? places.indexOf(id) : places.length);
  return devices.toSorted((a, b) => placeOf(a) - placeOf(b));
}
