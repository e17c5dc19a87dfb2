/** The metrics table: everything that an operator can watch. The registry and the reference are made from it. */
import { closeCodes, errorTable, methodTable, resetReasons } from '@kith/protocol';
import { guarded } from '../../commands/guards.ts';
import type { Phase } from '../../connection/phase.ts';
import { replaySources, ways } from '../../connection/tallies.ts';
import { deciders } from '../../domain/deciders.ts';
import { queries } from '../../domain/queries.ts';
import type { StoreFault } from '../../store/port.ts';
import { version } from '../version.ts';
import { type Label, type Metric, oneOf } from './metric.ts';

const errorCodes = Object.keys(errorTable);
const statuses = new Set([200, 204, ...Object.values(errorTable).map(({ status }) => status)]);
const phases = ['silent', 'greeting', 'behind', 'live'] satisfies Phase['name'][];
const faults = ['storage-full', 'unavailable', 'overloaded', 'internal'] satisfies StoreFault['code'][];

/** From a call of a method that nobody has. */
export const unknownMethod = 'unknown';

const outcome: Label = { says: '`ok`, or the error code', values: ['ok', ...errorCodes] };
const durations = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const metricTable = {
  kith_build_info: {
    type: 'gauge',
    unit: 'always 1',
    labels: { version: { says: 'the version of this server', values: [version] } },
    says: 'The program that runs.',
  },
  kith_connections: {
    type: 'gauge',
    unit: 'connections',
    labels: { phase: oneOf(phases) },
    says: 'Open connections; `behind` reads on from its cursor, `live` gets every event when it happens.',
  },
  kith_connections_closed_total: {
    type: 'counter',
    unit: 'connections',
    labels: {
      code: {
        says: 'the close code (4408: too slow a reader), or `left` by its client, `lost` without an answer to a ping, `broken` framing',
        values: [...Object.values(closeCodes).map(String), ...ways],
      },
    },
    says: 'Connections that ended.',
  },
  kith_hellos_total: {
    type: 'counter',
    unit: 'hellos',
    labels: {
      result: oneOf(['new', 'resumed', 'reset', 'refused']),
      reason: {
        says: 'the reset reason or the error code; none where it is new or resumed',
        values: [...resetReasons, ...errorCodes],
      },
    },
    says: 'Hellos that were answered.',
  },
  kith_devices_online: {
    type: 'gauge',
    unit: 'devices',
    says: 'Devices that are present, those included that left within the grace.',
  },
  kith_calls_total: {
    type: 'counter',
    unit: 'calls',
    labels: {
      method: {
        says: 'a method, or `unknown`',
        values: [...Object.keys(methodTable), unknownMethod],
      },
      outcome,
    },
    says: 'Calls on all doors that were answered, without `hello`, `auth.renew` and what a door refuses by itself.',
  },
  kith_calls_put_off_total: {
    type: 'counter',
    unit: 'calls',
    labels: { code: { says: 'the error code', values: errorCodes } },
    says: 'Calls that their connection refused unseen: behind one that was put off, too many at once, or draining.',
  },
  kith_http_responses_total: {
    type: 'counter',
    unit: 'responses',
    labels: { status: { says: 'the HTTP status', values: [...statuses].sort().map(String) } },
    says: 'HTTP requests that were answered, upgrades to WebSocket not counted.',
  },
  kith_rate_limited_total: {
    type: 'counter',
    unit: 'refusals',
    labels: { rate: oneOf(guarded) },
    says: 'Refusals because something came too often.',
  },
  kith_command_ack_seconds: {
    type: 'histogram',
    unit: 'seconds',
    buckets: durations,
    says: 'From taking a durable command, or a batch of setting edits, to its ack on stable storage.',
  },
  kith_commands_total: {
    type: 'counter',
    unit: 'commands',
    labels: { command: { says: 'what the log was asked for', values: Object.keys(deciders) }, outcome },
    says: 'Commands that the log decided, those of the server itself included.',
  },
  kith_commits_total: {
    type: 'counter',
    unit: 'commits',
    says: 'Transactions that changed the log.',
  },
  kith_commit_events: {
    type: 'histogram',
    unit: 'events',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000],
    says: 'Events in one transaction; high values mean that commits are shared by many commands.',
  },
  kith_events_appended_total: {
    type: 'counter',
    unit: 'events',
    says: 'Events appended to the log since the start.',
  },
  kith_log_head: {
    type: 'gauge',
    unit: 'events',
    says: 'Offset of the last event, as readers have been told.',
  },
  kith_ring_events: {
    type: 'gauge',
    unit: 'events',
    says: 'Recent events kept in memory for those who come back.',
  },
  kith_ring_bytes: {
    type: 'gauge',
    unit: 'bytes',
    says: 'Data of those events.',
  },
  kith_replay_reads_total: {
    type: 'counter',
    unit: 'reads',
    labels: { source: oneOf(replaySources) },
    says: 'Reads by which connections caught up with the log.',
  },
  kith_events_delivered_total: {
    type: 'counter',
    unit: 'events',
    says: 'Events written to connections, one for each reader.',
  },
  kith_frames_sent_total: {
    type: 'counter',
    unit: 'frames',
    says: 'Frames written to connections.',
  },
  kith_sent_bytes_total: {
    type: 'counter',
    unit: 'bytes',
    says: 'Bytes of those frames.',
  },
  kith_outbox_bytes: {
    type: 'gauge',
    unit: 'bytes',
    says: 'Bytes written that readers have not taken yet, over all connections.',
  },
  kith_store_waiting: {
    type: 'gauge',
    unit: 'requests',
    labels: { kind: oneOf(['command', 'read']) },
    says: 'What the store was asked and has not answered.',
  },
  kith_store_read_seconds: {
    type: 'histogram',
    unit: 'seconds',
    buckets: durations,
    labels: { query: { says: 'the query', values: Object.keys(queries) } },
    says: 'From asking the database to its answer, waiting for a reader included.',
  },
  kith_store_faults_total: {
    type: 'counter',
    unit: 'requests',
    labels: { code: oneOf(faults) },
    says: 'What the store could not do.',
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metricTable;

/** Every entry under its name, its particulars aside. */
export const metrics: ReadonlyMap<MetricName, Metric> = new Map(
  Object.entries(metricTable) as [MetricName, Metric][],
);
