/** Patience: how long a test waits for what must come, and how it tells what came instead. */

/** Long enough for a busy machine, short enough that a test says why it failed. */
export const patienceMs = 30_000;

/** Resolves as `promise` does; rejects with what `tell` gives where that takes too long. */
export async function within<T>(promise: Promise<T>, tell: () => string, ms = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(tell())), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
