/**
 * Expected failures of a request, as RFC 9457 problem details. `detail` is Chinese and says what to do; `places` names
 * the fields, elements or rows that it is about.
 */
export interface Place {
  /** JSON pointer, field name, element id, or file and row. */
  place: string;
  message: string;
}

export type ProblemCode =
  | 'bad-request'
  | 'invalid-body'
  | 'unauthenticated'
  | 'forbidden'
  | 'csrf'
  | 'password-change-required'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'unsupported-type'
  | 'unprocessable'
  | 'too-many-requests'
  | 'unavailable';

const STATUS: Record<ProblemCode, number> = {
  'bad-request': 400,
  'invalid-body': 400,
  unauthenticated: 401,
  forbidden: 403,
  csrf: 403,
  'password-change-required': 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'unsupported-type': 415,
  unprocessable: 422,
  'too-many-requests': 429,
  unavailable: 503,
};

export class HttpProblem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly places: Place[];
  /** Seconds after which to try again; becomes the Retry-After header. */
  retryAfter?: number;
  constructor(code: ProblemCode, detail: string, places: Place[] = []) {
    super(detail);
    this.name = 'HttpProblem';
    this.code = code;
    this.status = STATUS[code];
    this.places = places;
  }
}

export const notFound = (what: string) =>
  new HttpProblem('not-found', `${what}不存在，或者您无权查看。请返回列表重新选择。`);
export const forbidden = (what: string) =>
  new HttpProblem('forbidden', `您没有${what}的权限。如有需要，请联系管理员。`);
export const conflict = (detail: string) => new HttpProblem('conflict', detail);
