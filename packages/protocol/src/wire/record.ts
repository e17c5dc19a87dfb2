/** The wire record: everything that clients may rely on, as plain data that is kept and compared. */
import { closeCodes } from '../close-codes.ts';
import { type ErrorCode, errorTable, type Retry, rpcCode } from '../errors.ts';
import { eventTable, signalTable } from '../events.ts';
import { idPrefixes } from '../ids.ts';
import { contractLevel, subprotocol } from '../level.ts';
import { limitTable } from '../limits.ts';
import { type MethodName, methodEntry, methodTable } from '../methods/table.ts';
import { notificationTable } from '../notifications.ts';
import { inputSchema, outputSchema, type Schema } from '../schemas.ts';
import { serverFacts } from '../server-facts.ts';

/** A method as the record keeps it. */
export interface RecordedMethod {
  readonly door: 'every' | 'socket';
  readonly open: boolean;
  readonly durable: boolean;
  readonly params: Schema;
  readonly result: Schema;
}

/** An error code as the record keeps it. */
export interface RecordedError {
  readonly status: number;
  readonly retry: Retry;
  readonly rpc: number;
}

/** The whole contract of one level. */
export interface WireRecord {
  readonly level: number;
  readonly subprotocol: string;
  readonly methods: Readonly<Record<string, RecordedMethod>>;
  /** What a plain GET gives, by path; records of earlier builds do not have it. */
  readonly reads?: Readonly<Record<string, Schema>>;
  readonly events: Readonly<Record<string, { readonly topics: readonly string[]; readonly data: Schema }>>;
  readonly signals: Readonly<Record<string, { readonly data: Schema }>>;
  readonly notifications: Readonly<Record<string, { readonly params: Schema }>>;
  readonly errors: Readonly<Record<string, RecordedError>>;
  readonly closeCodes: Readonly<Record<string, number>>;
  readonly idPrefixes: Readonly<Record<string, string>>;
  readonly limits: readonly string[];
}

/** Records the contract that the tables say now. */
export function wireRecord(): WireRecord {
  return {
    level: contractLevel,
    subprotocol,
    methods: Object.fromEntries(
      (Object.keys(methodTable) as MethodName[]).map((name) => [name, recordedMethod(name)]),
    ),
    reads: { '/v1/server': silent(outputSchema(serverFacts)) },
    events: mapped(eventTable, ({ topics, data }) => ({ topics, data: silent(outputSchema(data)) })),
    signals: mapped(signalTable, ({ data }) => ({ data: silent(outputSchema(data)) })),
    notifications: mapped(notificationTable, ({ params }) => ({ params: silent(outputSchema(params)) })),
    errors: Object.fromEntries(
      (Object.keys(errorTable) as ErrorCode[]).map((code) => {
        const { status, retry } = errorTable[code];
        return [code, { status, retry, rpc: rpcCode(code) }];
      }),
    ),
    closeCodes,
    idPrefixes,
    limits: Object.keys(limitTable),
  };
}

function recordedMethod(name: MethodName): RecordedMethod {
  const { door = 'every', open = false, durable = false, params, result } = methodEntry(name);
  return {
    door,
    open,
    durable,
    params: silent(inputSchema(params)),
    result: silent(outputSchema(result)),
  };
}

function mapped<T, U>(table: Readonly<Record<string, T>>, map: (entry: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, map(entry)]));
}

/** Without descriptions: better words are no change of the wire. */
function silent(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    if (value === null || typeof value !== 'object' || !('description' in value)) return value;
    if (typeof value.description !== 'string') return value;
    const { description: __, ...rest } = value;
    return rest;
  }) as Schema;
}
