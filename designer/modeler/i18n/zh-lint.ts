/** Messages of bpmnlint's own rules. Ours are Chinese from the start. */
export const lint: Record<string, string> = {
  'Process is missing end event': '流程没有结束事件，请补上',
  'Sub process is missing end event': '子流程没有结束事件，请补上',
  'Process is missing start event': '流程没有开始事件，请补上',
  'Sub process is missing start event': '子流程没有开始事件，请补上',
  'An <Event-based Gateway> must have at least 2 outgoing <Sequence Flows>':
    '“等待先到者”至少要有两条出去的箭头',
  'A <Sequence Flow> outgoing from an <Event-based Gateway> must not be conditional':
    '“等待先到者”出去的箭头不能带条件',
  'Start event is missing event definition': '事件子流程的开始事件要选类型（消息、定时等）',
  'Incoming flows do not join': '几条箭头直接汇到一步，每到一条就做一次；如要等齐，请用“同时进行”汇合',
  'Element is missing label/name': '没有名称，请填写',
  'Element is missing name': '没有名称，请填写',
  'Link event is missing link name': '链接事件没有链接名，请填写',
  'Element is missing bpmndi': '图上没有画出这个元素',
  'Element is not connected': '没有和其他步骤相连，请连线或删去',
  'SequenceFlow is a duplicate': '和另一条箭头重复，请删去一条',
  'Duplicate outgoing sequence flows': '有重复的出去箭头',
  'Duplicate incoming sequence flows': '有重复的进来箭头',
  'Gateway forks and joins': '同一个网关既汇合又分支，请分成两个',
  'Element is an implicit end': '走到这里就没有下一步，请接上后续步骤或结束事件',
  'Flow splits implicitly': '有几条出去的箭头，会同时进行；请用网关明确画出',
  'Element is an implicit start': '没有进来的箭头，请从前一步连过来',
  'Element overlaps with other element': '和其他元素重叠，请移开',
  'Element is outside of parent boundary': '超出了所在框的边界，请移入',
  'Process has multiple blank start events': '流程有多个普通开始事件，只能有一个',
  'Sub process has multiple blank start events': '子流程有多个普通开始事件，只能有一个',
  'Event has multiple event definitions': '一个事件只能有一种类型',
  'Start event must be blank': '子流程的开始事件必须是普通开始事件',
  'Gateway is superfluous. It only has one source and target.': '网关只有一进一出，可以删去',
};

/** Messages that carry a name. */
export const lintPatterns: [pattern: RegExp, chinese: string][] = [
  [/^Link (catch|throw) event with link name <(.*)> missing in scope$/, '链接“$2”缺少与之对应的另一端'],
  [/^Duplicate link catch event with link name <(.*)> in scope$/, '链接“$1”有多个入口，只能有一个'],
];
