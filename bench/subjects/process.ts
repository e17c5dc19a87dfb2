/** A server under measurement: a process of its own, which a probe inside it can be asked about. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Lines of its output that are kept for the reader of a failure. */
const linesMax = 50;

export interface SubjectOptions {
  /** File that is run, and its arguments. */
  readonly run: readonly [string, ...string[]];
  /** Modules that are loaded before it. */
  readonly probes?: readonly string[];
  readonly nodeOptions?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A process that said `{"msg":"ready","url":…}`. Disposing it kills it and removes its directory. */
export class Subject implements AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly dir: string;
  readonly #child: ChildProcess;
  readonly #killWithUs: () => void;

  private constructor(child: ChildProcess, url: string, dir: string) {
    this.#child = child;
    this.#killWithUs = () => child.kill('SIGKILL');
    process.once('exit', this.#killWithUs);
    this.pid = child.pid ?? 0;
    this.url = url;
    this.port = Number(new URL(url).port);
    this.dir = dir;
  }

  /** Starts it in a new directory and waits until it is ready. */
  static async start({ run, probes = [], nodeOptions = [], env = {} }: SubjectOptions): Promise<Subject> {
    const dir = mkdtempSync(join(tmpdir(), 'kith-bench-'));
    const { PATH = '', HOME = '' } = process.env;
    const imports = probes.flatMap((probe) => ['--import', probe]);
    const child = spawn(process.execPath, [...nodeOptions, ...imports, ...run], {
      cwd: dir,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new Subject(child, await readyUrl(child), dir);
  }

  /** Asks a probe; throws where the process ends meanwhile. */
  async ask<T>(question: string): Promise<T> {
    const answered = new AbortController();
    const { signal } = answered;
    const answer = once(this.#child, 'message', { signal });
    const end = once(this.#child, 'exit', { signal }).then(([code, name]: unknown[]) => {
      throw new Error(`ended with ${code ?? name} when it was asked "${question}"`);
    });
    this.#child.send(question);
    try {
      const [message] = (await Promise.race([answer, end])) as [T];
      return message;
    } finally {
      answered.abort();
      await Promise.allSettled([answer, end]);
    }
  }

  /** Resident memory in kB. */
  get rssKb(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(?<kb>\d+)/m.exec(status)?.groups?.kb);
  }

  /** Ends it as a crash would, and leaves its directory. */
  async kill(): Promise<void> {
    process.off('exit', this.#killWithUs);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`ended with ${code} before it was ready\n${lines.join('\n')}`)),
    );
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        if (lines.length < linesMax) lines.push(line);
        const url = readyUrlIn(line);
        if (url !== undefined) resolve(url);
      });
    }
  });
}

function readyUrlIn(line: string): string | undefined {
  try {
    const { msg, url } = JSON.parse(line) as { msg?: unknown; url?: unknown };
    return msg === 'ready' && typeof url === 'string' ? url : undefined;
  } catch {
    return undefined;
  }
}
