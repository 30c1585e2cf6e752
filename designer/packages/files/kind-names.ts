import { useCallback } from 'react';
import type { PackageFiles } from '../../../processes/format.ts';
import { type FileKind, kindOfFile } from '../file-kinds.ts';
import { type Text, useText } from '../text.ts';

/** What people call each kind of file. */
export const KIND_NAMES: Record<FileKind, Text> = {
  manifest: '基本信息',
  drawing: '流程图',
  dmn: '决策表',
  form: '表单',
  ruleset: '规则集',
  scheme: '评价指标体系',
  ballot: '测评规则',
  weighting: '赋权规则',
  rule: '规则',
  register: '台账',
  document: '文书模板',
  publication: '公开页面',
  case: '检验案例',
  sample: '示例事项',
  readme: '说明文件',
};

/** The Chinese (or English) name of a file's kind. */
export function useKindName(): (file: string, files: PackageFiles) => string {
  const t = useText();
  return useCallback((file, files) => t(KIND_NAMES[kindOfFile(file, files)]), [t]);
}
