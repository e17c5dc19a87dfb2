/** The data directory: its files, who may read them, and the keys that its secret gives. */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigProblem } from './config/problem.ts';
import { makeDirectories } from './directories.ts';
import { writeDurably } from './durable-file.ts';

/** Where things stand in a data directory. */
export interface DataDir {
  readonly path: string;
  readonly database: string;
  readonly secret: string;
  readonly lock: string;
  /** Where a running server listens for its operator. */
  readonly adminSocket: string;
  /** The database while a restore is not finished. */
  readonly restoring: string;
}

/** The address of a unix socket holds 108 bytes on Linux and 104 on macOS. */
const socketBytesMax = 100;

/** The files of a data directory, which need not exist. */
export function dataDirAt(path: string): DataDir {
  const dir = resolve(path);
  return {
    path: dir,
    database: join(dir, 'kith.db'),
    secret: join(dir, 'secret'),
    lock: join(dir, 'kith.lock'),
    adminSocket: socketPath(dir),
    restoring: join(dir, 'kith.db.restoring'),
  };
}

function socketPath(dir: string): string {
  const inside = join(dir, 'admin.sock');
  if (Buffer.byteLength(inside) <= socketBytesMax) return inside;
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 24);
  return join(tmpdir(), `kith-${name}`, 'admin.sock');
}

/**
 * Makes the directory where it is missing and gives the server's secret.
 *
 * The secret is `secret` where one is given, else the one in the directory, which is made at the first start.
 * Throws `ConfigProblem` where the operator must put something right.
 */
export function openDataDir({ path, secret }: { path: string; secret: string | null }): {
  readonly dir: DataDir;
  readonly secret: string;
} {
  const dir = dataDirAt(path);
  makeWritable(dir.path);
  if (existsSync(dir.restoring)) {
    throw new ConfigProblem({
      code: 'restore-unfinished',
      message: `A restore into ${dir.path} did not finish.`,
      fix: 'empty the directory and run `kith restore` again',
    });
  }
  return { dir, secret: secret ?? readSecret(dir) ?? makeSecret(dir) };
}

function makeWritable(path: string): void {
  try {
    makeDirectories(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new ConfigProblem({
      code: 'data-dir',
      message: `The data directory ${path} cannot be used: ${why(code)}.`,
      fix: `let the user that runs the server (uid ${process.getuid?.() ?? '?'}) write there, or set KITH_DATA_DIR`,
      cause,
    });
  }
}

function why(code: string): string {
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'EROFS') return 'the file system is read-only';
  if (code === 'ENOSPC') return 'the disk is full';
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'it or a part of its path is a file';
  if (code === 'ENOENT') return 'no directory can be made there';
  return code;
}

const secretChars = /^[A-Za-z0-9_-]{43}$/;

/** The secret that the directory keeps; undefined: none yet. Throws `ConfigProblem`. */
export function readSecret(dir: DataDir): string | undefined {
  if (!existsSync(dir.secret)) return undefined;
  try {
    const { mode } = statSync(dir.secret);
    if ((mode & 0o077) !== 0) {
      throw new ConfigProblem({
        code: 'secret-open',
        message: `The secret ${dir.secret} can be read by other users of this machine.`,
        fix: `chmod 600 ${dir.secret}; if others had access to this machine, start with a new secret instead`,
      });
    }
    const secret = readFileSync(dir.secret, 'utf8').trim();
    if (secretChars.test(secret)) return secret;
  } catch (cause) {
    if (cause instanceof ConfigProblem) throw cause;
    throw new ConfigProblem({
      code: 'secret-unreadable',
      message: `The secret ${dir.secret} cannot be read (${(cause as NodeJS.ErrnoException).code}).`,
      fix: 'let the user that runs the server own the file',
      cause,
    });
  }
  throw new ConfigProblem({
    code: 'secret-damaged',
    message: `The secret ${dir.secret} is not one that this server made.`,
    fix: 'put the file back from a backup, or set KITH_SECRET to a secret of your own',
  });
}

function makeSecret(dir: DataDir): string {
  if (existsSync(dir.database)) {
    throw new ConfigProblem({
      code: 'secret-missing',
      message: `The database ${dir.database} was made with a secret that is not there any more.`,
      fix: `put ${dir.secret} back from a backup, or set KITH_SECRET as it was when the database was made`,
    });
  }
  const secret = randomBytes(32).toString('base64url');
  writeDurably(dir.secret, `${secret}\n`);
  return secret;
}

/** Derives the 32-byte key of one purpose (HKDF-SHA-256, RFC 5869). */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'kith', purpose, 32));
}
