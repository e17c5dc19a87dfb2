/** What a process used so far, from the kernel's own accounts. */
import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of all its threads, in µs. */
export function cpuUs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const nanoseconds = readdirSync(tasks).map((task) => {
    const [ran = ''] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ');
    return Number(ran);
  });
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1000;
}

/** Bytes that it gave to the file system. */
export function diskBytes(pid: number): number {
  return Number(/^write_bytes: (?<bytes>\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.groups?.bytes);
}
