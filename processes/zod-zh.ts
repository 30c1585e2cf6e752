/** What zod found, in plain Chinese for people who know no types. A schema's own message always wins over these. */
import { z } from 'zod';

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
  record: '对象',
  date: '日期',
  null: '空',
};

const FORMATS: Record<string, string> = {
  email: '应为电子邮箱地址',
  url: '应为网址',
  uuid: '应为 UUID',
  datetime: '应为日期时间，例如 2026-03-01T09:00:00Z',
  date: '应为日期，例如 2026-03-01',
  time: '应为时间，例如 09:00',
};

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

const sized = (origin: unknown): string => (origin === 'string' ? ' 个字' : origin === 'array' ? ' 项' : '');

function limit(issue: RawIssue & { code: 'too_small' | 'too_big' }): string {
  const unit = sized(issue.origin);
  if (issue.code === 'too_small') {
    if (unit && Number(issue.minimum) === 1) return unit === ' 项' ? '至少选择一项' : '不能为空';
    return unit ? `至少要有 ${issue.minimum}${unit}` : `不能小于 ${issue.minimum}`;
  }
  return unit ? `最多 ${issue.maximum}${unit}` : `不能大于 ${issue.maximum}`;
}

/** Chinese message for an issue, or undefined to leave it to zod's own Chinese. */
export function messageOf(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return '必须填写';
      return `应为${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `只能是：${issue.values.map(String).join('、')}`;
    case 'too_small':
    case 'too_big':
      return limit(issue as RawIssue & { code: 'too_small' | 'too_big' });
    case 'invalid_format':
      return FORMATS[issue.format] ?? '格式不正确';
    case 'unrecognized_keys':
      return `有不认识的字段：${issue.keys.join('、')}。请去掉后重试。`;
    case 'invalid_union':
      return '与允许的任何一种格式都不相符';
    default:
      return undefined;
  }
}

const fallback = z.locales.zhCN().localeError;

/** Pass as `error` when parsing what comes from outside. */
export const zhErrors: z.core.$ZodErrorMap = (issue) => messageOf(issue) ?? fallback(issue);
