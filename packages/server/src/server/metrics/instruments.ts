/** The instruments: one of `prom-client` for each entry of the metrics table, in a registry of their own. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Metric } from './metric.ts';
import { type MetricName, metrics, type metricTable } from './table.ts';

interface InstrumentOf {
  readonly counter: Counter;
  readonly gauge: Gauge;
  readonly histogram: Histogram;
}

/** Instruments by name. */
export type Instruments = {
  readonly [N in MetricName]: InstrumentOf[(typeof metricTable)[N]['type']];
};

/** Makes them all. A metric with one label shows each of its values from the start, at 0. */
export function createInstruments(): { readonly registry: Registry; readonly instruments: Instruments } {
  const registry = new Registry();
  const made = [...metrics].map(([name, metric]) => [name, makeInstrument(registry, name, metric)] as const);
  return { registry, instruments: Object.fromEntries(made) as unknown as Instruments };
}

function makeInstrument(
  registry: Registry,
  name: MetricName,
  { type, says, labels = {}, buckets = [] }: Metric,
): InstrumentOf[Metric['type']] {
  const shape = { name, help: says, labelNames: Object.keys(labels), registers: [registry] };
  if (type === 'histogram') return new Histogram({ ...shape, buckets: [...buckets] });
  const instrument = type === 'counter' ? new Counter(shape) : new Gauge(shape);
  const [only, ...others] = Object.entries(labels);
  if (only !== undefined && others.length === 0) {
    for (const value of only[1].values) instrument.inc({ [only[0]]: value }, 0);
  }
  return instrument;
}
