/** Any error → RFC 9457 problem details. What is not expected becomes 500 without a word of the inside. */
import { Rejection, type RejectionCode, ZeebeUnavailable } from '../../engine/index.ts';
import { CursorError } from '../store/cursor.ts';
import { ConflictError } from '../store/port.ts';
import { HttpProblem, type ProblemCode } from './problem.ts';

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  places: { place: string; message: string }[];
  requestId?: string;
}

const TITLES: Record<ProblemCode, string> = {
  'bad-request': '请求有误',
  'invalid-body': '提交的内容有误',
  unauthenticated: '尚未登录',
  forbidden: '没有权限',
  csrf: '安全校验未通过',
  'password-change-required': '需要先修改密码',
  'not-found': '没有找到',
  conflict: '与现有内容冲突',
  gone: '已经失效',
  'too-large': '内容过大',
  'unsupported-type': '格式不支持',
  unprocessable: '无法处理',
  'too-many-requests': '操作过于频繁',
  unavailable: '暂时无法办理',
};

const REJECTIONS: Record<RejectionCode, { code: ProblemCode; detail: string }> = {
  NOT_FOUND: { code: 'not-found', detail: '要处理的流程或任务不存在，可能已经办结或撤销。请刷新后再看。' },
  INVALID_STATE: { code: 'conflict', detail: '流程当前的状态不允许这样做。请刷新后再试。' },
  INVALID_ARGUMENT: { code: 'unprocessable', detail: '流程引擎不接受所给的内容。请检查后重试。' },
  ALREADY_EXISTS: { code: 'conflict', detail: '已经存在，不能重复。' },
};

/** body-parser and raw-body mark their errors with `type`. */
const PARSERS: Record<string, [ProblemCode, string]> = {
  'entity.parse.failed': ['bad-request', '提交的内容不是有效的 JSON。请检查括号和引号。'],
  'entity.too.large': ['too-large', '提交的内容超过了允许的大小。请减小后重试。'],
  'encoding.unsupported': ['unsupported-type', '内容的压缩方式不受支持。'],
  'charset.unsupported': ['unsupported-type', '内容的字符编码不受支持，请使用 UTF-8。'],
  'request.aborted': ['bad-request', '请求在传完之前中断了。'],
  'request.size.invalid': ['bad-request', '内容的长度与声明不符。'],
  'stream.encoding.set': ['bad-request', '内容无法读取。'],
  'parameters.too.many': ['bad-request', '参数过多。'],
};

function rejected(error: Rejection): HttpProblem {
  const { code, detail } = REJECTIONS[error.code];
  const places = error.problems.map((p) => ({ place: p.elementId ?? p.resource, message: p.messageZh }));
  return new HttpProblem(code, places[0] ? `${detail}${places[0].message}` : detail, places);
}

/** The expected failure that an error stands for; undefined for a bug. */
export function expected(error: unknown): HttpProblem | undefined {
  if (error instanceof HttpProblem) return error;
  if (error instanceof Rejection) return rejected(error);
  if (error instanceof ZeebeUnavailable)
    return new HttpProblem(
      'unavailable',
      '流程引擎的集群暂时没有应答，请稍后再试；如持续如此，请告诉管理员。',
    );
  if (error instanceof CursorError) return new HttpProblem('bad-request', error.message);
  if (error instanceof ConflictError) {
    const detail =
      error.reason === 'unique'
        ? '同样的内容已经存在，不能重复。请改用另一个值。'
        : '内容已被别人修改或删除，您的修改没有保存。请刷新后重试。';
    return new HttpProblem(
      'conflict',
      detail,
      error.fields.map((f) => ({ place: `/${f}`, message: '已经存在' })),
    );
  }
  if (error instanceof URIError) return new HttpProblem('bad-request', '网址中有无法识别的字符。');
  const type = (error as { type?: unknown } | undefined)?.type;
  const parser = typeof type === 'string' ? PARSERS[type] : undefined;
  if (parser) return new HttpProblem(...parser);
  const status = (error as { status?: unknown } | undefined)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new HttpProblem(status === 413 ? 'too-large' : 'bad-request', '请求的格式有误。');
  }
  return undefined;
}

export function problemBody(problem: HttpProblem | undefined, requestId?: string): ProblemBody {
  const id = requestId ? { requestId } : {};
  if (!problem) {
    return {
      type: 'about:blank',
      title: '服务器出错',
      status: 500,
      detail: `服务器处理时出错，操作没有完成。请稍后重试；仍有问题时把编号${requestId ? ` ${requestId} ` : ''}告诉管理员。`,
      places: [],
      ...id,
    };
  }
  return {
    type: `urn:jiandu:problem:${problem.code}`,
    title: TITLES[problem.code],
    status: problem.status,
    detail: problem.message,
    places: problem.places,
    ...id,
  };
}
