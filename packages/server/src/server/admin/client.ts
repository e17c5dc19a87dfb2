/** Calls the admin server of a running server. */
import { request } from 'node:http';
import type { Outcome } from '../../domain/command.ts';
import { ConfigProblem } from '../config/problem.ts';
import type { DataDir } from '../data-dir.ts';

/** Calls an operation; undefined: no server runs on this data directory. Throws `ConfigProblem`. */
export async function callAdmin(dir: DataDir, name: string, params: object): Promise<Outcome | undefined> {
  try {
    return JSON.parse(await post(dir.adminSocket, name, JSON.stringify(params))) as Outcome;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') return undefined;
    throw new ConfigProblem({
      code: 'admin-socket',
      message: `The server at ${dir.adminSocket} did not answer (${code ?? 'its reply is not readable'}).`,
      fix:
        code === 'EACCES' ? 'run this as the user that runs the server' : 'look at its log, then try again',
      cause,
    });
  }
}

function post(socketPath: string, name: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path: `/${name}`, method: 'POST' }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}
