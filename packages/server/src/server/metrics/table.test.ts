import { describe, expect, test } from 'vitest';
import { createInstruments } from './instruments.ts';
import { metrics } from './table.ts';

describe.each([...metrics])('%s', (name, { type, unit, labels = {}, buckets, says }) => {
  test('has a name that Prometheus takes and that tells its unit', () => {
    expect(name).toMatch(/^kith(_[a-z]+)+$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    expect(name.replace(/_total$/, '').endsWith('_bytes')).toBe(unit === 'bytes');
    expect(name.endsWith('_seconds')).toBe(unit === 'seconds');
  });

  test('says in one sentence what it is', () => {
    expect(says).toMatch(/^[A-Z].+[^.]\.$/);
    expect(says).not.toMatch(/\. /);
    expect(unit).not.toBe('');
  });

  test('has labels with few values, each once, and none that Prometheus keeps for itself', () => {
    for (const [label, { values, says: told }] of Object.entries(labels)) {
      expect(label).toMatch(/^[a-z]+$/);
      expect(['le', 'quantile', 'job', 'instance']).not.toContain(label);
      expect(told).not.toBe('');
      expect(values.length).toBeGreaterThan(0);
      expect(values.length).toBeLessThanOrEqual(100);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test('has rising buckets exactly where it is a histogram', () => {
    expect(buckets !== undefined).toBe(type === 'histogram');
    expect(buckets).toEqual(buckets && [...buckets].sort((a, b) => a - b));
  });
});

test('the registry has every metric of the table and no other', async () => {
  const { registry, instruments } = createInstruments();
  const names = [...metrics.keys()];
  expect(Object.keys(instruments)).toEqual(names);
  const text = await registry.metrics();
  for (const [name, { type, says }] of metrics) {
    expect(text).toContain(`# HELP ${name} ${says}\n# TYPE ${name} ${type}\n`);
  }
  expect(text.match(/^# TYPE /gm)).toHaveLength(names.length);
});

test('a metric with one label shows all its values before anything happened', async () => {
  const text = await createInstruments().registry.metrics();
  for (const [name, { type, labels = {} }] of metrics) {
    const [only, ...others] = Object.entries(labels);
    if (only === undefined || others.length > 0 || type === 'histogram') continue;
    for (const value of only[1].values) expect(text).toContain(`${name}{${only[0]}="${value}"} 0`);
  }
});
