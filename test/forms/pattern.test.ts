/** Patterns of forms: what may take long is refused, what forms use is not, and what is accepted is quick. */
import { describe, expect, it } from 'vitest';
import { checkForm, validateSubmission } from '../../forms/index.ts';
import { MATCHED_LENGTH, quickUpTo } from '../../forms/pattern.ts';
import { replyForm } from './sample.ts';

const withPattern = (pattern: string, more: Record<string, unknown> = {}) => {
  const doc = replyForm();
  const properties = doc.schema.properties as Record<string, unknown>;
  properties.content = { type: 'string', title: '内容', pattern, ...more };
  return doc;
};
const problems = (pattern: string, more?: Record<string, unknown>) => checkForm(withPattern(pattern, more));

describe('a pattern', () => {
  it.each([
    ...['^(a+)+$', '^((a)+)+$', '^(a|a)*$', '^(\\w|\\d)+$', '^(?:[a-z]+(?:x)?)+$', '(\\w+\\s?)*$'],
    ...['^(a?){50}$', '^(a|ab|b)*c$', '^(.*a){20}$', `^${'(a|a)'.repeat(30)}b$`, `^${'a?'.repeat(30)}b$`],
    ...['^(?:a{1,2}){2,}$', '^([(]|[)(])*$', '^(\\)|\\)\\)|.)*$', '^(?<n>a|a)+$', '^(?=(a+)+b)', '^(|a)*$'],
    ...['^(\\u{61}|a)*$', '^(?:(?:a|b)|a)*$', 'a*a*b', '^a|b*c*d$', '^a*a*a*a*b$', '^(a*a*){3}b$'],
    ...['^((a*){9999999}){9999999}$', '^((a?){9999999}){9999999}$', '^(a|a){0,9999999}$'],
  ])('%s may take long and is refused', (pattern) => {
    expect(problems(pattern)).toEqual([
      { place: '/schema/properties/content/pattern', message: expect.stringContaining('非常慢') },
    ]);
  });

  it.each([
    ...['^\\d{17}[\\dXx]$', '^1[3-9]\\d{9}$', '^[\\u4e00-\\u9fa5]{2,20}$', '^\\p{L}+$', '^\\d+-\\d+$', '\\S'],
    ...[
      '^[^<>]*$',
      '^(0|[1-9]\\d*)(\\.\\d{1,2})?$',
      '^(东|西|南|北)+$',
      '^[\\])(]+$',
      '^(?:\\d{3}-){2}\\d+$',
    ],
    ...[
      '^(京|津|沪)[A-Z][A-Z0-9]{5,6}$',
      '^.+〔\\d{4}〕\\d+号$',
      '^.{1,200}$',
      '^(?=.*\\d).{8,}$',
      'a+b',
      '^a|^b',
    ],
    ...['^(?<year>\\d{4})-\\k<year>$', '^[a-z]{1,30}[a-z0-9]{1,30}$', '^第\\d+号|无$'],
  ])('%s is accepted', (pattern) => {
    expect(problems(pattern)).toEqual([]);
  });

  it('that is quick on short texts only is accepted with a limit, which is told', () => {
    const mail = '^[^@\\s]+@[^@\\s]+\\.[a-z]+$';
    expect(problems(mail)[0]?.message).toMatch(/maxLength）设为不超过 104/);
    expect(problems(mail, { maxLength: 105 })).toHaveLength(1);
    expect(problems(mail, { maxLength: 104 })).toEqual([]);
  });

  it.each(['^a*a*$', 'a+$', '^(?:a|a)(?:a|a)(?:a|a)a*a*$', '^[a-z]{1,30}[a-z0-9]{1,30}a*$', '^(a?){3}a+$'])(
    '%s, if it is accepted, is quick where it does not fit',
    (pattern) => {
      const length = quickUpTo(pattern, MATCHED_LENGTH) ?? MATCHED_LENGTH;
      const doc = withPattern(pattern, { maxLength: length });
      expect(checkForm(doc)).toEqual([]);
      const before = performance.now();
      validateSubmission(doc, { content: `${'a'.repeat(length - 1)}!` });
      expect(performance.now() - before).toBeLessThan(1000);
    },
  );
});

describe('a text longer than a pattern is matched against', () => {
  const errorsOf = (doc: ReturnType<typeof withPattern>, content: string) => {
    const result = validateSubmission(doc, { content });
    return result.ok ? [] : result.errors.filter((e) => e.field === '/content').map((e) => e.message);
  };

  it('is refused for its length, and the pattern not tried', () => {
    const slow = withPattern('^(a|a)*$', { maxLength: 20 });
    expect(errorsOf(slow, `${'a'.repeat(40)}!`)).toEqual(['“内容”最多 20 个字，请精简。']);
    expect(errorsOf(withPattern('^a*$'), 'a'.repeat(501))).toEqual(['“内容”最多 500 个字，请精简。']);
  });

  it('within the limit the pattern counts', () => {
    expect(errorsOf(withPattern('^a*$'), 'ab')).toEqual(['“内容”的格式不对，请按说明填写。']);
    expect(errorsOf(withPattern('^a*$'), 'aa')).toEqual([]);
  });
});
