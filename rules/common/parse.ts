import { z } from 'zod';
import { zhCN } from 'zod/locales';
import type { Problem } from './problem.ts';
import { error, problemsOfZod } from './problem.ts';

/** Outcome of reading a document: the value when its shape is right, and all findings either way. */
export interface Parsed<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
}

const localeError = zhCN().localeError;

/** Chinese messages for what a schema itself gives no message for. */
const errorMap: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return `不认识的内容“${issue.keys.join('”“')}”，请删去。`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return '此处必填。';
  return localeError(issue);
};

/**
 * Parses with a zod schema into problems with places, in Chinese whatever the global locale is. A document nested
 * so deep that the stack does not hold it is a finding too, not an exception.
 */
export function parseWith<T>(schema: z.ZodType<T>, document: unknown): Parsed<T> {
  try {
    const result = schema.safeParse(document, { error: errorMap });
    return result.success ? { value: result.data, problems: [] } : { problems: problemsOfZod(result.error) };
  } catch (e) {
    if (!(e instanceof RangeError)) throw e;
    return { problems: [error('too-deep', '', '文档嵌套过深，无法读取，请减少层级。')] };
  }
}

/** Ids of documents and their parts: a letter, then letters, digits, `_`, `-`, `.`; at most 64. */
export const idSchema = z
  .string()
  .regex(
    /^[\p{L}][\p{L}\p{N}_.-]{0,63}$/u,
    '编号应以字母或汉字开头，只含字母、汉字、数字、“_”“-”“.”，不超过 64 字。',
  )
  .refine((s) => s !== 'constructor' && s !== 'prototype', '该编号为保留字，请换一个。');

export const titleSchema = z
  .string()
  .refine((s) => s.trim() !== '', '请填写名称。')
  .max(200, '名称不超过 200 字。');
export const textSchema = z.string().max(4_000, '文字不超过 4000 字。');
export const finiteSchema = z.number('应为数值。').refine(Number.isFinite, '应为有限的数值。');
