/** The page's compiled validators, the server's validator and the visibility rules must agree on every input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormDocument, ShowCondition } from '../../forms/document.ts';
import { checkForm, cleanSubmission, validateSubmission, visibleFields } from '../../forms/index.ts';
import { compileValidators } from '../../server/forms/compile.ts';
import { replyForm } from './sample.ts';

type Validate = { (data: unknown): boolean; errors: { keyword: string }[] | null };

/** Loads the module as the browser would (an ES module without imports). */
async function load(code: string): Promise<Record<string, Validate>> {
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  return ((await import(/* @vite-ignore */ url)) as { default: Record<string, Validate> }).default;
}

/** Forms of three text fields whose conditions may chain but not circle. */
const forms = fc
  .record({
    ops: fc.array(fc.constantFrom<ShowCondition['op']>('eq', 'ne', 'in', 'notIn', 'filled', 'empty'), {
      minLength: 3,
      maxLength: 3,
    }),
    required: fc.subarray(['a', 'b', 'c', 'd']),
    keep: fc.subarray(['b', 'c', 'd']),
  })
  .map(({ ops, required, keep }): FormDocument => {
    const when = (field: string, op: ShowCondition['op']): ShowCondition =>
      op === 'in' || op === 'notIn' ? { field, op, value: ['x', 'y'] } : { field, op, value: 'x' };
    const policy = (name: string, field: string, op: ShowCondition['op']) => ({
      visibility: 'internal' as const,
      showWhen: [when(field, op)],
      ...(keep.includes(name) ? { whenHidden: 'keep' as const } : {}),
    });
    return {
      id: 'random',
      title: '随机',
      schema: {
        type: 'object',
        properties: Object.fromEntries(
          ['a', 'b', 'c', 'd'].map((n) => [n, { type: 'string', maxLength: 3 }]),
        ),
        required,
      },
      uiSchema: {},
      fields: {
        a: { visibility: 'internal' },
        b: policy('b', 'a', ops[0]!),
        c: policy('c', 'b', ops[1]!),
        d: policy('d', 'a', ops[2]!),
      },
    };
  });
const value = fc.constantFrom<unknown>('x', 'y', 'z', '', null, undefined, 'long text', 5);
const data = fc.record({ a: value, b: value, c: value, d: value }, { requiredKeys: [] });

describe('agreement', () => {
  it('a form is valid exactly when all that is shown and required is filled with valid values', () => {
    fc.assert(
      fc.property(forms, data, (doc, input) => {
        expect(checkForm(doc)).toEqual([]);
        const clean = cleanSubmission(doc, input as Record<string, unknown>);
        const shown = visibleFields(doc, clean);
        const bad = shown.filter((n) => {
          const v = clean[n];
          return v === undefined
            ? (doc.schema.required as string[]).includes(n)
            : typeof v !== 'string' || v.length > 3;
        });
        const result = validateSubmission(doc, input);
        expect(result.ok ? [] : result.errors.map((e) => e.field).sort()).toEqual(
          bad.map((n) => `/${n}`).sort(),
        );
        if (result.ok) expect(validateSubmission(doc, result.data)).toEqual(result);
      }),
      { numRuns: 300 },
    );
  });

  it('compiled code says the same as the server, and compiles nothing at run time', async () => {
    const doc = replyForm();
    const code = compileValidators([replyForm({ id: 'other-form' }), doc]);
    expect(code).not.toMatch(/\brequire\(|new Function|\beval\(|^import /m);
    const validators = await load(code);
    expect(Object.keys(validators)).toEqual(['other-form', 'reply']);
    const any = fc.record(
      {
        replyClass: fc.constantFrom<unknown>('A', 'B', 'Z', 3),
        planDate: fc.constantFrom<unknown>('2024-02-29', '2023-02-29', 'soon'),
        content: fc.oneof(fc.string(), fc.constant(5)),
        helpers: fc.array(fc.constantFrom('b1', 'b2'), { maxLength: 3 }),
        rows: fc.array(fc.record({ item: fc.string(), extra: fc.integer() }, { requiredKeys: [] }), {
          maxLength: 2,
        }),
        other: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(any, (input) => {
        const clean = cleanSubmission(doc, input as Record<string, unknown>);
        const validate = validators.reply!;
        const ok = validate(clean);
        expect(validateSubmission(doc, input).ok).toBe(ok);
        expect(ok || (validate.errors?.length ?? 0) > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
