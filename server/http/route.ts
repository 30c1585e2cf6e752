/**
 * A route as data: what it takes and gives (zod), who may call it, and the handler. The same definition makes the
 * express route, the checks and the OpenAPI page, so that they cannot drift apart.
 */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../auth/actor.ts';

/** `public`: no sign-in. `session`: any signed-in person. Otherwise a permission that the person must hold somewhere. */
export type Access = 'public' | 'session' | { permission: string };

export interface HandlerContext<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** The signed-in person; on public routes absent unless signed in. */
  actor: Actor | undefined;
  /** For streams and downloads only; a handler that writes to it returns `undefined`. */
  req: Request;
  res: Response;
}

type SignedIn<C, A extends Access> = A extends 'public' ? C : Omit<C, 'actor'> & { actor: Actor };

export interface RouteDefinition<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  A extends Access = Access,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** express path, such as `/api/tasks/:id`. */
  path: string;
  /** One line, English, for the OpenAPI page. */
  summary: string;
  /** Groups the OpenAPI page; the feature's name. */
  tag: string;
  access: A;
  params?: P;
  query?: Q;
  body?: B;
  /** Shape of a 200 answer; absent for streams and downloads. */
  response?: R;
  /** What the body is, if not JSON. `multipart` is parsed by the handler's feature (uploads). */
  consumes?: 'json' | 'multipart' | 'zip' | 'xml';
  /** Bytes; default 1 MiB. */
  bodyLimit?: number;
  /** Calls per minute and address, for public channels. */
  rateLimit?: number;
  /** Never in the request log: casting a vote, whose instant would tell what the ballot box must not. */
  quiet?: boolean;
  /** State-changing calls carry a CSRF token unless this says why not (sign-in, intakes with a key). */
  csrf?: 'none';
  handler(
    ctx: SignedIn<HandlerContext<z.output<P>, z.output<Q>, z.output<B>>, A>,
  ): Promise<z.input<R> | undefined>;
}

/** Any route, for lists. */
// biome-ignore lint/suspicious/noExplicitAny: a list holds routes of different shapes
export type AnyRoute = RouteDefinition<any, any, any, any, any>;

/** Declares a route with its types inferred. */
export function route<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  const A extends Access,
>(definition: RouteDefinition<P, Q, B, R, A>): RouteDefinition<P, Q, B, R, A> {
  return definition;
}
