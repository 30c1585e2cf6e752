import type { FieldKind } from '../../../forms/edit.ts';
import type { Text } from '../text.ts';

/** Kinds of fields in an administrator's words, grouped as the list offers them. */
export const FIELD_KINDS: { group: Text; kinds: [FieldKind, Text][] }[] = [
  {
    group: '文字和数字',
    kinds: [
      ['text', '单行文字'],
      ['textarea', '多行文字'],
      ['integer', '整数'],
      ['number', '数字'],
      ['money', '金额'],
      ['date', '日期'],
    ],
  },
  {
    group: '选择',
    kinds: [
      ['yesNo', '是或否'],
      ['choice', '单选'],
      ['choices', '多选'],
    ],
  },
  {
    group: '单位和人员',
    kinds: [
      ['body', '一个单位'],
      ['bodies', '多个单位'],
      ['deputy', '一名代表'],
      ['deputies', '多名代表'],
      ['user', '一个人'],
      ['users', '多个人'],
    ],
  },
  { group: '附件', kinds: [['files', '附件']] },
];

export const OTHER_KIND: Text = '其他结构';
