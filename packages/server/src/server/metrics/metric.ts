/** What one entry of the metrics table says. */

/** A label: what it tells, and every value that it can have. No id, name or address is ever one. */
export interface Label {
  readonly says: string;
  readonly values: readonly string[];
}

/** A metric, as Prometheus names and reads them. */
export interface Metric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** What is counted or measured. */
  readonly unit: string;
  readonly labels?: Readonly<Record<string, Label>>;
  /** Upper bounds of a histogram. */
  readonly buckets?: readonly number[];
  /** One sentence for `# HELP` and the reference. */
  readonly says: string;
}

/** A label whose values tell for themselves. */
export function oneOf(values: readonly string[]): Label {
  return { says: values.map((value) => `\`${value}\``).join(', '), values };
}
