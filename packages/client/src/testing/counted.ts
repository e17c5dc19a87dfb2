/** Anything that can be watched, with a count of who does: a readable, or a whole client with all that it gives. */

export interface Counted<T> {
  /** The same thing: it only counts. */
  readonly it: T;
  /** Subscriptions to it, and to whatever was reached through it. */
  readonly listeners: number;
}

type Call = (...args: unknown[]) => unknown;

/** Counts the listeners of `subject`. */
export function counted<T extends object>(subject: T): Counted<T> {
  let listeners = 0;
  /** What was given out already: it must stay the same, as the thing itself does. */
  const given = new WeakMap<object, object>();

  const subscribing =
    (subscribe: Call): Call =>
    (...args) => {
      const cancel = subscribe(...args) as () => void;
      let isOver = false;
      listeners += 1;
      return () => {
        cancel();
        if (!isOver) listeners -= 1;
        isOver = true;
      };
    };

  const through = (value: unknown): unknown => {
    if (value instanceof Promise) return value.then(through);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const known = given.get(value) ?? proxy(value);
    given.set(value, known);
    return known;
  };

  const proxy = (target: object): object => {
    const calls = new Map<PropertyKey, Call>();
    const callOf = (name: PropertyKey, value: Call): Call => {
      const bound = value.bind(target);
      if (name === 'subscribe') return subscribing(bound);
      return name === 'get' ? bound : (...args) => through(bound(...args));
    };
    return new Proxy(target, {
      get(_, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return through(value);
        const call = calls.get(name) ?? callOf(name, value as Call);
        calls.set(name, call);
        return call;
      },
    });
  };

  return {
    it: proxy(subject) as T,
    get listeners() {
      return listeners;
    },
  };
}
