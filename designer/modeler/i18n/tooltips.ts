/**
 * Help texts of the full panel's groups. The library's own speak of Camunda's products and link to the internet; ours
 * say what holds here.
 */
export const tooltips: Record<string, () => string> = Object.fromEntries(
  Object.entries({
    'group-assignmentDefinition':
      '谁来办理。候选小组是文字名单：角色编号，或 "body:" 加单位编号；办理人是用户编号。可用 FEEL 表达式。',
    'group-condition': '走这条箭头的条件，结果为真或假的 FEEL 表达式。',
    'group-businessRuleImplementation': '规则判断由业务模块 rules.evaluate 作业完成，或调用 DMN 决策。',
    'group-scriptImplementation': '用 FEEL 表达式计算，或由作业完成。',
    'group-form': '填写表单编号（formKey），即配置包 forms 目录下的文件名。不填则按图生成表单。',
    'group-calledDecision': '要计算的决策和结果写入的变量。',
    'group-message': '等待的消息及关联值。消息名以配置包名开头，关联值一般为 =caseId。',
    'group-calledElement': '要调用的流程编号。',
    'group-taskDefinition': '作业类型，即业务模块的名称，如 clock.start。',
    'group-multiInstance': '对名单中的每一项办理一次。输入名单是列表表达式，当前一项放入所填变量。',
    'group-error': '错误代码，用于与业务模块抛出的错误匹配。',
    'group-inputs': '进入这一步时，把表达式的值放入局部变量。期限用变量 taskDue。',
    'group-outputs': '这一步完成时，把表达式的值写回流程变量。',
    taskDefinitionRetries: '作业失败后重试的次数，默认三次。',
    bindingType: '本系统发布时固定版本，请保持“最新”。',
    versionTag: '版本标签，本系统不用。',
    priorityDefinitionPriority: '优先级，0 到 100 的整数，默认 50。',
    'group-adHocCompletion': '临时子流程，本系统不能运行。',
    'group-activeElements': '临时子流程，本系统不能运行。',
    messageSubscriptionCorrelationKey: '用于找到对应事项的值，一般为 =caseId。',
  }).map(([id, text]) => [id, () => text]),
);
