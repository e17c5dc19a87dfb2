/** The reference of metrics. */
import { type MetricName, metrics } from '../../packages/server/src/server/metrics/table.ts';
import { generatedFrom, table } from './markdown.ts';

/** `docs/reference/metrics.md`. */
export function metricsMarkdown(): string {
  return [
    '# Metrics',
    '',
    generatedFrom('packages/server/src/server/metrics/table.ts'),
    '',
    '`GET /metrics` on `KITH_METRICS_PORT` tells them in the text format of Prometheus. How to turn them on, and which to',
    'watch, stands in [the guide](../operating.md#metrics). Counters start at 0 with the process.',
    '',
    ...table(
      ['name', 'type', 'unit', 'labels', 'says'],
      [...metrics].map(([name, { type, unit, says }]) => [`\`${name}\``, type, unit, labelsOf(name), says]),
    ),
    '',
    '## Labels',
    '',
    'A label has one of a fixed set of values; no id, name or address is ever one.',
    '',
    ...table(
      ['metric', 'label', 'values'],
      [...metrics].flatMap(([name, { labels = {} }]) =>
        Object.entries(labels).map(([label, { says }]) => [`\`${name}\``, `\`${label}\``, says]),
      ),
    ),
    '',
    '## Of the process',
    '',
    'Those that `prom-client` takes of every process on Node: `process_cpu_*`, `process_resident_memory_bytes`,',
    '`process_open_fds`, `nodejs_heap_*`, `nodejs_gc_duration_seconds`, `nodejs_eventloop_lag_p50_seconds` and',
    '`nodejs_eventloop_lag_p99_seconds` (since the scrape before), and some more.',
    '',
  ].join('\n');
}

function labelsOf(name: MetricName): string {
  return Object.keys(metrics.get(name)?.labels ?? {})
    .map((label) => `\`${label}\``)
    .join(', ');
}
