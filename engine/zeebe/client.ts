/**
 * The only file that knows zeebe-node. Its connection (address, TLS, OAuth by the usual ZEEBE_* variables) and its
 * protocol are used, its retries and its worker are not: they retry for ever, take no deadline, and tell of success
 * where a completion failed. Here each call has a deadline, waits out back-pressure with jitter, and says what happened.
 */
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { Rejection, type RejectionCode } from '../engine.ts';

/** gRPC status codes. */
const [INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS] = [3, 4, 5, 6];
const [RESOURCE_EXHAUSTED, FAILED_PRECONDITION, OUT_OF_RANGE, UNAVAILABLE] = [8, 9, 11, 14];
const CANCELLED = 1;

const REJECTIONS = new Map<number, RejectionCode>([
  [INVALID_ARGUMENT, 'INVALID_ARGUMENT'],
  [OUT_OF_RANGE, 'INVALID_ARGUMENT'],
  [NOT_FOUND, 'NOT_FOUND'],
  [ALREADY_EXISTS, 'ALREADY_EXISTS'],
  [FAILED_PRECONDITION, 'INVALID_STATE'],
]);

interface GrpcError extends Error {
  code?: number;
  details?: string;
}
interface Call {
  cancel(): void;
}
interface JobStream extends Call {
  on(event: 'data', listener: (chunk: { jobs: RawJob[] }) => void): void;
  on(event: 'error', listener: (error: GrpcError) => void): void;
  on(event: 'end', listener: () => void): void;
}
type Unary = (
  request: object,
  metadata: unknown,
  options: { deadline: number },
  done: (error: GrpcError | null, answer: unknown) => void,
) => Call;
interface Stub {
  activateJobs(request: object, metadata: unknown, options: { deadline: number }): JobStream;
  makeUnaryRequest(
    path: string,
    serialize: (b: Buffer) => Buffer,
    deserialize: (b: Buffer) => Buffer,
    ...rest: Parameters<Unary>
  ): Call;
}
interface Connection {
  grpc: { client: Stub & Record<string, Unary>; getAuthToken(): Promise<unknown> };
  close(): Promise<unknown>;
}

/** As the gateway sends it; 64-bit numbers are text. */
export interface RawJob {
  key: string;
  type: string;
  processInstanceKey: string;
  bpmnProcessId: string;
  processDefinitionVersion: number;
  elementId: string;
  elementInstanceKey: string;
  customHeaders: string;
  retries: number;
  deadline: string;
  variables: string;
}

/** The cluster does not answer, or not in time; whether the command was done is not known. */
export class ZeebeUnavailable extends Error {
  constructor(address: string, detail: string) {
    super(`Zeebe 集群（${address}）没有应答，请检查集群后重试。${detail}`);
    this.name = 'ZeebeUnavailable';
  }
}

export interface CallOptions {
  /** Doing it twice is as doing it once, so it may be sent again when no answer came. */
  repeatable?: boolean;
  /** Milliseconds for all tries together, instead of the client's. */
  patience?: number;
  /** Milliseconds that one try may take, instead of the client's. */
  deadline?: number;
}

export interface ClientOptions {
  address: string;
  /** Milliseconds that one try may take; default 10 000. */
  deadline?: number;
  /** Milliseconds in all, tries and waits; default 30 000. */
  patience?: number;
}

export interface ZeebeClient {
  readonly address: string;
  call<T = unknown>(method: string, request: object, o?: CallOptions): Promise<T>;
  /** A call that zeebe-node's protocol does not have yet, with its message as bytes. */
  callBytes(method: string, message: Buffer, o?: CallOptions): Promise<void>;
  /** Asks for jobs; `requestTimeout` in milliseconds, negative: does not wait for any. */
  activate(
    request: { requestTimeout: number; [field: string]: unknown },
    signal?: AbortSignal,
  ): Promise<RawJob[]>;
  close(): Promise<void>;
}

/** Waits that grow from 50 ms to 5 s, each shortened by chance so that many clients do not come back at once. */
export const backOff = (attempt: number): number =>
  Math.min(5000, 50 * 2 ** attempt) * (0.5 + Math.random() / 2);

/** Ends early, without an error, when the signal says so. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, signal && { signal }).catch((e: unknown) => {
    if (!signal?.aborted) throw e;
  });

/** Nothing has reached the broker, so that sending it again cannot do it twice. */
const unsent = (e: GrpcError): boolean =>
  e.code === RESOURCE_EXHAUSTED ||
  (e.code === UNAVAILABLE && /No connection established/.test(e.details ?? ''));

const transient = (e: GrpcError): boolean => e.code === UNAVAILABLE || e.code === DEADLINE_EXCEEDED;

function connect(address: string): Connection {
  const { ZBClient } = createRequire(import.meta.url)('zeebe-node') as {
    ZBClient: new (address: string, o: object) => Connection;
  };
  return new ZBClient(address, { retry: false, loglevel: 'NONE' });
}

export function createClient(o: ClientOptions): ZeebeClient {
  const { address, deadline = 10_000 } = o;
  const connection = connect(address);
  const stub = connection.grpc.client;
  let closed = false;

  async function persist<T>(c: CallOptions, once: () => Promise<T>): Promise<T> {
    const until = Date.now() + (c.patience ?? o.patience ?? 30_000);
    for (let attempt = 0; ; attempt++) {
      try {
        return await once();
      } catch (e) {
        const error = e as GrpcError;
        const code = REJECTIONS.get(error.code ?? -1);
        if (code) throw new Rejection(code, error.details ?? error.message);
        const wait = backOff(attempt);
        const again = unsent(error) || (c.repeatable && transient(error));
        if (!again || closed || Date.now() + wait > until)
          throw transient(error) || unsent(error)
            ? new ZeebeUnavailable(address, error.details ?? error.message)
            : error;
        await pause(wait);
      }
    }
  }

  /** What each call shows of itself; with OAuth, a token of the authorization server. */
  const credentials = async (): Promise<unknown> => {
    try {
      return await connection.grpc.getAuthToken();
    } catch (e) {
      const detail = e instanceof Error ? e.message : String(e);
      throw new ZeebeUnavailable(
        address,
        `没有取得访问令牌，请检查授权服务器和 ZEEBE_CLIENT_ID 等设置：${detail}`,
      );
    }
  };

  const settle =
    <T>(resolve: (answer: T) => void, reject: (e: Error) => void) =>
    (error: GrpcError | null, answer: unknown) =>
      error ? reject(error) : resolve(answer as T);

  return {
    address,
    call<T>(method: string, request: object, c: CallOptions = {}): Promise<T> {
      return persist(c, async () => {
        const metadata = await credentials();
        return new Promise<T>((resolve, reject) => {
          const done = settle(resolve, reject);
          const until = { deadline: Date.now() + (c.deadline ?? deadline) };
          stub[method]!(request, metadata, until, done);
        });
      });
    },
    callBytes(method, message, c = {}) {
      return persist(c, async () => {
        const metadata = await credentials();
        await new Promise<unknown>((resolve, reject) => {
          const path = `/gateway_protocol.Gateway/${method}`;
          const same = (b: Buffer) => b;
          const until = { deadline: Date.now() + (c.deadline ?? deadline) };
          stub.makeUnaryRequest(path, same, same, message, metadata, until, settle(resolve, reject));
        });
      });
    },
    async activate(request, signal) {
      const metadata = await credentials();
      return new Promise((resolve, reject) => {
        const jobs: RawJob[] = [];
        if (signal?.aborted) return resolve(jobs);
        const until = Date.now() + Math.max(0, request.requestTimeout) + deadline;
        const stream = stub.activateJobs(request, metadata, { deadline: until });
        const stop = () => stream.cancel();
        signal?.addEventListener('abort', stop, { once: true });
        const done = (error?: GrpcError) => {
          signal?.removeEventListener('abort', stop);
          const code = REJECTIONS.get(error?.code ?? -1);
          if (code) reject(new Rejection(code, error!.details ?? error!.message));
          // What came before the stream broke is ours already.
          else if (!error || jobs.length || error.code === CANCELLED) resolve(jobs);
          else reject(error);
        };
        stream.on('data', (chunk) => void jobs.push(...chunk.jobs));
        stream.on('error', done);
        stream.on('end', () => done());
      });
    },
    async close() {
      closed = true;
      await connection.close();
    },
  };
}
