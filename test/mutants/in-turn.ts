/** Tasks of which two run at a time: each is a process of its own. */

export async function inTurn<T>(
  all: readonly T[],
  task: (one: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = all.entries();
  const worker = async () => {
    for (const [index, one] of queue) await task(one, index);
  };
  await Promise.all([worker(), worker()]);
}
