/** The one way to the server: same origin, cookies, the CSRF token, problems as `ApiProblem`. */
import { ApiProblem, readProblem } from './problem.ts';

export type Query = Record<string, string | number | boolean | undefined | null>;

let csrfToken = '';
/** Set from the session; sent with every call that changes something. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}
export const csrfHeaders = (): Record<string, string> => (csrfToken ? { 'X-CSRF-Token': csrfToken } : {});

let onUnauthenticated: () => void = () => {};
/** Called when the session has ended, so that the sign-in page is shown. */
export function whenUnauthenticated(listener: () => void): void {
  onUnauthenticated = listener;
}

/** Path with the query's filled values. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function send(method: string, path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { method, credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, 'offline', '连接不上服务器，请检查网络后重试。');
  }
  if (response.ok) return response;
  const problem = await readProblem(response);
  if (problem.status === 401 && path !== '/api/session') onUnauthenticated();
  throw problem;
}

/** RFC 9530, checked by the server: a paper that something on the way has changed is not taken. Needs HTTPS or localhost. */
async function digestHeader(text: string): Promise<Record<string, string>> {
  if (!globalThis.crypto?.subtle) return {};
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return { 'Content-Digest': `sha-256=:${btoa(String.fromCharCode(...bytes))}:` };
}

async function json<R>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  more: Record<string, string> = {},
): Promise<R> {
  const response = await send(method, path, {
    headers: {
      ...more,
      Accept: 'application/json',
      ...(method === 'GET' ? {} : csrfHeaders()),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  return (response.status === 204 ? undefined : await response.json()) as R;
}

/** Bytes (a zip, an image, a drawing) with the progress of the upload, 0..1. */
function upload<R>(path: string, body: FormData | Blob, onProgress?: (share: number) => void): Promise<R> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(csrfHeaders())) request.setRequestHeader(name, value);
    if (body instanceof Blob && body.type) request.setRequestHeader('Content-Type', body.type);
    request.upload.onprogress = (e) => e.lengthComputable && onProgress?.(e.loaded / e.total);
    request.onerror = () => reject(new ApiProblem(0, 'offline', '上传中断，请检查网络后重试。'));
    request.onload = async () => {
      const status = request.status;
      const response = new Response(status === 204 ? null : request.responseText, { status });
      if (response.ok) resolve((status === 204 ? undefined : await response.json()) as R);
      else reject(await readProblem(response));
    };
    request.send(body);
  });
}

export const api = {
  get: <R>(path: string, query?: Query, signal?: AbortSignal) =>
    json<R>('GET', withQuery(path, query), undefined, signal),
  post: <R>(path: string, body: unknown = {}) => json<R>('POST', path, body),
  /** A vote: with the digest of what is sent. */
  cast: async <R>(path: string, body: unknown) =>
    json<R>('POST', path, body, undefined, await digestHeader(JSON.stringify(body))),
  put: <R>(path: string, body: unknown) => json<R>('PUT', path, body),
  patch: <R>(path: string, body: unknown) => json<R>('PATCH', path, body),
  delete: <R>(path: string, query?: Query) => json<R>('DELETE', withQuery(path, query)),
  upload,
};
