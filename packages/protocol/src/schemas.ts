/** The tables as JSON Schema 2020-12, for the OpenAPI document, the wire record and the references. */
import { z } from 'zod';
import { opEnvelope, settingOp } from './methods/settings.ts';

/** A JSON Schema as zod writes it. */
export type Schema = z.core.JSONSchema.BaseSchema;

/** What the reference shows in place of a schema that only checks an envelope. */
const standsFor = new Map<z.core.$ZodType, z.ZodType>([[opEnvelope, settingOp]]);

/** An object that a client may send: unknown fields are refused, defaults and folding are not yet applied. */
export function inputSchema(schema: z.ZodType): Schema {
  return bare(schema, ({ zodSchema, jsonSchema }) => {
    withoutCommonplaces(jsonSchema);
    const real = standsFor.get(zodSchema);
    if (real === undefined) return;
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    Object.assign(jsonSchema, inputSchema(real));
  });
}

/** An object that a server may send: clients ignore fields that they do not know. */
export function outputSchema(schema: z.ZodType): Schema {
  return bare(schema, ({ jsonSchema }) => {
    withoutCommonplaces(jsonSchema);
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  });
}

type Override = NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override'];

function bare(schema: z.ZodType, override: NonNullable<Override>): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override });
  return rest.type === undefined ? { type: 'object', ...rest } : rest;
}

/** Every integer has 53 bits and every member name is a text: both are said once, in the policy on JSON. */
function withoutCommonplaces(schema: Schema): void {
  delete schema.propertyNames;
  if (schema.type !== 'integer') return;
  schema.format = 'int64';
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
