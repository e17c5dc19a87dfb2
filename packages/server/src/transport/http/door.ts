/** The HTTP door: calls, the contract's documents, health. */
import type { HttpBindings } from '@hono/node-server';
import { type Refusal, refuse, type ServerFacts } from '@kith/protocol';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { JSONWebKeySet } from 'jose';
import { newId } from '../../base/random.ts';
import type { Guards } from '../../commands/guards.ts';
import type { OriginRule } from '../origin.ts';
import { replyHeaders } from '../reply-headers.ts';
import { answerCall, answerProblem, type CallMeans } from './calls.ts';
import { serveDocument } from './document.ts';

export interface HttpDoorMeans extends CallMeans {
  readonly guards: Pick<Guards, 'frame'>;
  readonly originAllowed: OriginRule;
  readonly keySet: () => JSONWebKeySet;
  /** Whether a command would be stored now. */
  readonly isReady: () => Promise<boolean>;
  /** The OpenAPI document of the contract. */
  readonly openApi: object;
  readonly serverFacts: ServerFacts;
  readonly onBug: (error: unknown) => void;
}

export type HttpDoor = Hono<{ Bindings: HttpBindings }>;

/** Makes the door. */
export function createHttpDoor(means: HttpDoorMeans): HttpDoor {
  const door: HttpDoor = new Hono();
  const plain = rated(means, '');
  // Counted apart, so that no caller stands in the way of whoever watches the server.
  const probe = rated(means, 'probe ');
  const refuseWith = (context: Context, refusal: Refusal) =>
    answerProblem(context, refusal, newId(means.random, 'req'));

  door.use('*', async (context, next) => {
    for (const [name, value] of Object.entries(replyHeaders)) context.header(name, value);
    await next();
  });
  door.use('/v1/*', async (context, next) => {
    const origin = context.req.header('origin');
    if (!means.originAllowed(origin))
      return refuseWith(context, refuse('forbidden', { hint: 'this origin is not allowed' }));
    if (origin !== undefined) allowOrigin(context, origin);
    if (context.req.method === 'OPTIONS') return context.body(null, 204);
    return next();
  });
  door.get('/v1/openapi.json', plain, serveDocument(means.openApi));
  door.get('/v1/server', plain, serveDocument(means.serverFacts));
  door.post('/v1/:method', (context) => answerCall(means, context, context.req.param('method')));
  door.get('/.well-known/jwks.json', plain, (context) => context.json(means.keySet()));
  door.get('/healthz', probe, (context) => context.json({ status: 'ok' }));
  door.get('/readyz', probe, async (context) => {
    const ready = await means.isReady();
    return context.json({ status: ready ? 'ready' : 'not ready' }, ready ? 200 : 503);
  });
  door.notFound((context) => refuseWith(context, refuse('not-found')));
  door.onError((error, context) => {
    means.onBug(error);
    return refuseWith(context, refuse('internal'));
  });
  return door;
}

/** Counts reads that are no calls against the rate of their address. */
function rated(
  { guards, findRemote, random }: HttpDoorMeans,
  kind: string,
): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context, next) => {
    const tooMany = guards.frame(`${kind}${findRemote(context.env.incoming).ip}`);
    if (tooMany !== undefined) return answerProblem(context, tooMany, newId(random, 'req'));
    await next();
    return undefined;
  };
}

/** Lets a page of an allowed origin read the reply (Fetch standard, CORS). */
function allowOrigin(context: Context, origin: string): void {
  context.header('access-control-allow-origin', origin);
  context.header('access-control-allow-credentials', 'true');
  context.header('access-control-allow-headers', 'authorization, content-type');
  context.header('access-control-allow-methods', 'GET, POST');
  context.header('access-control-expose-headers', 'kith-level, retry-after');
  context.header('access-control-max-age', '600');
  context.header('vary', 'origin');
}
