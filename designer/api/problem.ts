/** An answer of the server that is not a success, as RFC 9457 problem details. */
export interface ProblemPlace {
  place: string;
  message: string;
}

export class ApiProblem extends Error {
  readonly status: number;
  /** Such as `conflict`; see server/http/problem.ts. `offline` when no answer came. */
  readonly code: string;
  readonly places: ProblemPlace[];
  constructor(status: number, code: string, detail: string, places: ProblemPlace[] = []) {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.places = places;
  }
}

const FALLBACK: Record<number, string> = {
  401: '登录已失效，请重新登录。',
  403: '您没有进行此操作的权限。',
  404: '内容不存在，或者您无权查看。',
  413: '内容太大，请减小后重试。',
  429: '操作过于频繁，请稍后再试。',
};

/** Reads a failed answer; never throws. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const { detail, code, places } = (typeof body === 'object' && body !== null ? body : {}) as {
    detail?: unknown;
    code?: unknown;
    places?: unknown;
  };
  const text =
    typeof detail === 'string'
      ? detail
      : (FALLBACK[response.status] ?? '服务器出错了，请稍后再试或联系管理员。');
  return new ApiProblem(
    response.status,
    typeof code === 'string' ? code : String(response.status),
    text,
    Array.isArray(places) ? (places as ProblemPlace[]) : [],
  );
}

/** What to tell people about any failure. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  return '出现了意外的错误，请刷新页面后重试。';
}
