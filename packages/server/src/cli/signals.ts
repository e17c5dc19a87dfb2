/** Signals that ask this process to end. */

type Ending = 'SIGTERM' | 'SIGINT';

/** Waits for the next one; until then the default action of these signals is off. */
export function nextSignal(): Promise<Ending> {
  return new Promise((resolve) => {
    const heard = (name: NodeJS.Signals) => {
      process.off('SIGTERM', heard);
      process.off('SIGINT', heard);
      resolve(name as Ending);
    };
    process.on('SIGTERM', heard);
    process.on('SIGINT', heard);
  });
}
