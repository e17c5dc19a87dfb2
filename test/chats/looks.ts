/** What reading costs: how often it looks at the state. */
import type { View } from '../../packages/server/src/domain/state.ts';

/** How often a query looks at what it reads. */
export function looks(state: View, query: (view: View) => unknown): number {
  let count = 0;
  const counting = new Proxy(state, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      count += 1;
      return member.bind(target);
    },
  });
  query(counting);
  return count;
}
