import type { Text } from '../i18n/index.ts';

/** What kind of trouble it is and what helps, in the administrator's words; the engine's own words stand below it. */
const TEXTS: Record<string, Text> = {
  CONDITION_ERROR: '没有一个箭头的条件满足，也没有默认走向。请核对数据或流程图，再重试。',
  EXTRACT_VALUE_ERROR: '条件或取值的结果不是所需的类型。请核对数据或流程图，再重试。',
  IO_MAPPING_ERROR: '取值或写值时出错。请核对流程图里的取值，再重试。',
  JOB_NO_RETRIES: '自动办理的步骤多次没有成功。请按下面的提示处理，再重试。',
  CALLED_ELEMENT_ERROR: '要调用的流程不存在或还没有发布。请发布后再重试。',
  CALLED_DECISION_ERROR: '要调用的规则不存在或还没有发布。请发布后再重试。',
  DECISION_EVALUATION_ERROR: '规则判断时出错。请核对规则和数据，再重试。',
  UNHANDLED_ERROR_EVENT: '发生了流程图没有安排处理的错误。请核对流程图，再重试。',
  MESSAGE_SIZE_EXCEEDED: '数据太大，流程不能继续。请减少数据后再重试。',
  EXECUTION_LIMIT_EXCEEDED: '步骤过多，可能绕成了死循环。请核对流程图，再重试。',
};

export const incidentText = (errorType: string | undefined): Text | undefined =>
  errorType === undefined ? undefined : TEXTS[errorType];
