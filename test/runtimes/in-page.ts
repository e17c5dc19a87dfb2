/** The program as a page's script: `run(url)` resolves with what it said, and tells each line to `say` at once. */
import { program } from './program.ts';

const page = globalThis as typeof globalThis & {
  say?: (line: string) => void;
  run?: (url: string) => Promise<readonly string[]>;
};

page.run = async (url) => {
  const lines: string[] = [];
  await program(url, (line) => {
    lines.push(line);
    page.say?.(line);
  });
  return lines;
};
