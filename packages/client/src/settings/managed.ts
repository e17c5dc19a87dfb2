/** What the operator set out for an app: values below the person's choice, and locked ones above it. */
import type { Result } from '@kith/protocol';
import type { Keep } from './keep.ts';

/** The apps that the server knows, each with the version of what it says of them. */
export type AppVersions = NonNullable<Result<'hello'>['apps']>;

type Told = Result<'apps.get'>;

/** A value of the operator; locked: it shows whatever a person chose. */
type ManagedValue = NonNullable<Told['keys'][number]['managed']>;

/** What the server says of an app, as far as it is read here. */
export interface AppDescription extends Pick<Told, 'version'> {
  readonly keys: readonly Pick<Told['keys'][number], 'key' | 'managed'>[];
}

interface Known {
  readonly version: number;
  readonly values: ReadonlyMap<string, ManagedValue>;
}

export interface ManagedMeans {
  /** Asks the server of an app; rejects with the connection. */
  readonly ask: (app: string) => Promise<AppDescription>;
  readonly keep: Keep;
  /** What is known of this app is another. */
  readonly onChange: (app: string) => void;
}

const beginning = 'managed ';

export class Managed {
  readonly #means: ManagedMeans;
  /** Apps that somebody reads. */
  readonly #wanted = new Set<string>();
  readonly #known = new Map<string, Known>();
  #versions: AppVersions | undefined;
  /** Goes up with every change of what is set out. */
  revision = 0;

  constructor(means: ManagedMeans) {
    this.#means = means;
  }

  at(app: string, key: string): ManagedValue | undefined {
    return this.#known.get(app)?.values.get(key);
  }

  keys(app: string): Iterable<string> {
    return this.#known.get(app)?.values.keys() ?? [];
  }

  /** From now on what is set out for this app is known: at first as it was kept, then as the server says. */
  want(app: string): void {
    if (this.#wanted.has(app)) return;
    this.#wanted.add(app);
    void this.#recall(app);
    void this.#refresh(app);
  }

  /** What was kept can be read now. */
  async recall(): Promise<void> {
    await Promise.all([...this.#wanted].map((app) => this.#recall(app)));
  }

  /** A connection stands, and the server says which apps it knows. */
  greeted(versions: AppVersions = {}): void {
    this.#versions = versions;
    for (const app of this.#wanted) void this.#refresh(app);
  }

  async #recall(app: string): Promise<void> {
    const kept = (await this.#means.keep.read(beginning + app)) as AppDescription | undefined;
    // What the server said meanwhile is newer.
    if (kept !== undefined && !this.#known.has(app)) this.#take(app, kept);
  }

  async #refresh(app: string): Promise<void> {
    const version = this.#versions?.[app];
    if (this.#versions === undefined || version === this.#known.get(app)?.version) return;
    const none = { version: 0, keys: [] };
    // Lost with the connection: the next one tells the versions again.
    const said = version === undefined ? none : await this.#means.ask(app).catch(() => undefined);
    if (said === undefined) return;
    const keys = said.keys.flatMap(({ key, managed }) => (managed === undefined ? [] : [{ key, managed }]));
    this.#take(app, { version: said.version, keys });
    void this.#means.keep.write(beginning + app, { version: said.version, keys });
  }

  #take(app: string, { version, keys }: AppDescription): void {
    const values = new Map<string, ManagedValue>();
    for (const { key, managed } of keys) if (managed !== undefined) values.set(key, managed);
    this.#known.set(app, { version, values });
    this.revision += 1;
    this.#means.onChange(app);
  }
}
