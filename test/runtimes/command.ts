/** The program on a command line, for the runtimes that have one: `<runtime> command.ts <url of an empty server>`. */
import process from 'node:process';
import { program } from './program.ts';

const [url = ''] = process.argv.slice(2);
await program(url, (line) => console.log(line));
