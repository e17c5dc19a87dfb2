/** Reads the text format of Prometheus, as strictly as these tests need. */

/** One line that is no comment. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^(?<name>[a-z_:][a-z0-9_:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/i;
const pair = /([a-z_]+)="((?:[^"\\]|\\.)*)"(?:,|$)/g;

/** A scrape. */
export class Scrape {
  readonly samples: readonly Sample[];

  constructor(text: string) {
    const lines = text.split('\n').filter((it) => it !== '' && !it.startsWith('#'));
    this.samples = lines.map(readSample);
  }

  /** The value with exactly these labels, 0 where there is none. */
  of(name: string, labels: Readonly<Record<string, string>> = {}): number {
    const wanted = keyOf(labels);
    return this.samples.find((it) => it.name === name && keyOf(it.labels) === wanted)?.value ?? 0;
  }

  /** The sum over all labels. */
  sum(name: string): number {
    return this.samples.reduce((sum, it) => (it.name === name ? sum + it.value : sum), 0);
  }
}

/** Scrapes a server. */
export async function scrape(url: string): Promise<Scrape> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return new Scrape(await response.text());
}

function readSample(text: string): Sample {
  const { name, labels = '', value } = line.exec(text)?.groups ?? {};
  if (name === undefined || value === undefined) throw new Error(`no sample: ${text}`);
  const pairs = [...labels.matchAll(pair)].map(([, key = '', word = '']) => [key, word] as const);
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}

function keyOf(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
