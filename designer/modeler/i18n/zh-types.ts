/** Names of element types as the full panel's head shows them (`Timer Boundary Event (Non Interrupting)`). */
const EVENTS: Record<string, string> = {
  'Start Event': '开始事件',
  'End Event': '结束事件',
  'Boundary Event': '边界事件',
  'Intermediate Catch Event': '中间捕获事件',
  'Intermediate Throw Event': '中间抛出事件',
};
const KINDS: Record<string, string> = {
  '': '',
  Message: '消息',
  Timer: '定时',
  Signal: '信号',
  Error: '错误',
  Escalation: '升级',
  Conditional: '条件',
  Compensation: '补偿',
  Compensate: '补偿',
  Link: '链接',
  Terminate: '终止',
  Cancel: '取消',
};

const OTHERS: Record<string, string> = {
  'User Task': '人工办理',
  'Service Task': '自动办理',
  'Business Rule Task': '规则判断',
  'Manual Task': '线下办理',
  'Script Task': '计算',
  'Send Task': '发送',
  'Receive Task': '等待消息',
  'Call Activity': '调用流程',
  'Sub Process': '子流程',
  'Expanded Sub Process': '子流程',
  'Collapsed Sub Process': '折叠的子流程',
  'Event Sub Process': '事件子流程',
  'Expanded Event Sub Process': '事件子流程',
  'Ad Hoc Sub Process': '临时子流程',
  Transaction: '事务',
  'Exclusive Gateway': '单选分支',
  'Inclusive Gateway': '多选分支',
  'Parallel Gateway': '同时进行',
  'Event Based Gateway': '等待先到者',
  'Complex Gateway': '复杂网关',
  'Conditional Flow': '带条件的箭头',
  'Default Flow': '默认走向',
  'Data Object Reference': '数据对象',
  'Data Store Reference': '数据存储',
};

function eventTypes(): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [kind, kindZh] of Object.entries(KINDS))
    for (const [event, eventZh] of Object.entries(EVENTS)) {
      const name = kind ? `${kind} ${event}` : event;
      all[name] = kindZh + eventZh;
      all[`${name} (Non Interrupting)`] = `${kindZh}${eventZh}（不中断）`;
    }
  return all;
}

export const types: Record<string, string> = { ...eventTypes(), ...OTHERS };
