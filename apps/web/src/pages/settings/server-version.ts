/** Which Kith the server is, as it tells whoever asks. */

export interface ServerVersion {
  readonly version: string;
  /** Of the contract between client and server. */
  readonly level: number;
}

/** Null where the server cannot be asked now. */
export async function readServerVersion(signal: AbortSignal): Promise<ServerVersion | null> {
  try {
    const reply = await fetch('/v1/server', { signal });
    return reply.ok ? factsIn(await reply.json()) : null;
  } catch {
    return null;
  }
}

function factsIn(body: unknown): ServerVersion | null {
  if (typeof body !== 'object' || body === null) return null;
  const { version, level } = body as Partial<Record<keyof ServerVersion, unknown>>;
  return typeof version === 'string' && typeof level === 'number' ? { version, level } : null;
}
