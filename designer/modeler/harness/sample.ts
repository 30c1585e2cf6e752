/** A small drawing with its surroundings, so that every section of the panel has something to show. */
import type { ModelerContext } from '../context.ts';

export const context: ModelerContext = {
  roles: [
    { id: 'clerk', title: '人大工作人员' },
    { id: 'leader', title: '人大领导' },
    { id: 'official', title: '承办单位人员' },
  ],
  bodiesVariables: [
    { name: 'leadBody', title: '主办单位' },
    { name: 'coBodies', title: '协办单位', multiple: true },
  ],
  deputyVariables: [{ name: 'deputyId', title: '领衔代表' }],
  forms: [
    {
      id: 'review',
      title: '审查表',
      fields: [
        { name: 'accepted', title: '是否立案', type: 'boolean', routes: true },
        { name: 'leadBody', title: '主办单位', type: 'string', routes: true },
        { name: 'coBodies', title: '协办单位', type: 'array', routes: true },
        { name: 'meetingDate', title: '座谈日期', type: 'date', routes: true },
      ],
    },
    {
      id: 'reply',
      title: '答复表',
      fields: [
        {
          name: 'replyClass',
          title: '答复类别',
          type: 'string',
          routes: true,
          options: [
            { value: 'A', title: 'A 已解决' },
            { value: 'B', title: 'B 正在解决' },
            { value: 'C', title: 'C 留作参考' },
          ],
        },
        { name: 'agreed', title: '代表同意', type: 'boolean', routes: true },
        { name: 'amount', title: '金额', type: 'number', routes: true },
      ],
    },
  ],
  parameters: [
    { name: 'reviewDays', title: '审查天数', type: 'integer' },
    { name: 'limit', title: '金额上限', type: 'number' },
  ],
  processes: [{ id: 'follow-up', title: '跟踪督办' }],
  ruleSets: [{ id: 'grades', title: '等次规则' }],
  ballots: [{ id: 'satisfaction', title: '满意度测评' }],
  schemes: [],
  decisions: [{ id: 'grade', title: '等次' }],
  documents: [{ id: 'reply-letter', title: '答复函' }],
  messages: [{ name: 'sample.clock.reply.overdue', title: '答复期限到期' }],
  elementTemplates: [
    {
      $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
      id: 'jiandu.clock.start',
      name: '开始计期限',
      description: '按工作日、自然日或月计算法定期限，到期发出消息',
      version: 1,
      appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'],
      elementType: { value: 'bpmn:ServiceTask' },
      properties: [
        { type: 'Hidden', value: 'clock.start', binding: { type: 'zeebe:taskDefinition', property: 'type' } },
        {
          label: '期限代号',
          type: 'String',
          binding: { type: 'zeebe:taskHeader', key: 'clock' },
          constraints: { notEmpty: true },
        },
        { label: '期限名称', type: 'String', binding: { type: 'zeebe:taskHeader', key: 'title' } },
        { label: '数量', type: 'Number', feel: 'optional', binding: { type: 'zeebe:input', name: 'amount' } },
        {
          label: '单位',
          type: 'Dropdown',
          value: 'workday',
          choices: [
            { name: '工作日', value: 'workday' },
            { name: '自然日', value: 'day' },
            { name: '个月', value: 'month' },
          ],
          binding: { type: 'zeebe:taskHeader', key: 'unit' },
        },
      ],
    },
    {
      $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
      id: 'jiandu.rules.evaluate',
      name: '按规则判断',
      description: '用规则集判断，结果写入变量',
      version: 1,
      appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'],
      elementType: { value: 'bpmn:ServiceTask' },
      metadata: { choices: { ruleset: 'ruleSets' } },
      properties: [
        {
          type: 'Hidden',
          value: 'rules.evaluate',
          binding: { type: 'zeebe:taskDefinition', property: 'type' },
        },
        { label: '规则集', type: 'String', binding: { type: 'zeebe:taskHeader', key: 'ruleset' } },
        { label: '结果变量', type: 'String', binding: { type: 'zeebe:taskHeader', key: 'result' } },
      ],
    },
  ],
};

const SHAPES: [id: string, x: number, y: number, width: number, height: number][] = [
  ['start', 160, 162, 36, 36],
  ['review', 250, 140, 100, 80],
  ['due', 332, 202, 36, 36],
  ['clock', 400, 140, 100, 80],
  ['reply', 550, 140, 100, 80],
  ['which', 705, 155, 50, 50],
  ['follow', 810, 40, 100, 80],
  ['end', 842, 162, 36, 36],
];
const FLOWS: [id: string, from: string, to: string, points: [number, number][], inner?: string][] = [
  [
    'f1',
    'start',
    'review',
    [
      [196, 180],
      [250, 180],
    ],
  ],
  [
    'f2',
    'review',
    'clock',
    [
      [350, 180],
      [400, 180],
    ],
  ],
  [
    'f3',
    'clock',
    'reply',
    [
      [500, 180],
      [550, 180],
    ],
  ],
  [
    'f4',
    'reply',
    'which',
    [
      [650, 180],
      [705, 180],
    ],
  ],
  [
    'toFollow',
    'which',
    'follow',
    [
      [730, 155],
      [730, 80],
      [810, 80],
    ],
    '<bpmn:conditionExpression>=replyClass = "B" and agreed = true</bpmn:conditionExpression>',
  ],
  [
    'toEnd',
    'which',
    'end',
    [
      [755, 180],
      [842, 180],
    ],
  ],
  [
    'f5',
    'follow',
    'end',
    [
      [860, 120],
      [860, 162],
    ],
  ],
];

export const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:acme="http://acme.example/ext" id="defs" targetNamespace="http://jiandu.example/sample">
<bpmn:process id="sample" name="样例流程" isExecutable="true">
<bpmn:startEvent id="start" name="提出"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
<bpmn:userTask id="review" name="审查立案"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="=[&#34;clerk&#34;]"/><zeebe:formDefinition formKey="review"/><zeebe:ioMapping><zeebe:input source="={amount: params.reviewDays, unit: &#34;workday&#34;, remind: 1}" target="taskDue"/></zeebe:ioMapping><zeebe:properties><zeebe:property name="stage" value="审查"/></zeebe:properties><acme:note level="3">保留</acme:note></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
<bpmn:boundaryEvent id="due" name="三天后" attachedToRef="review" cancelActivity="false"><bpmn:timerEventDefinition id="td"><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:serviceTask id="clock" name="计答复期限"><bpmn:extensionElements><zeebe:taskDefinition type="clock.start"/><zeebe:taskHeaders><zeebe:header key="clock" value="reply"/></zeebe:taskHeaders></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:serviceTask>
<bpmn:userTask id="reply" name="办理答复"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
<bpmn:exclusiveGateway id="which" name="答复类别？" default="toEnd"><bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>toFollow</bpmn:outgoing><bpmn:outgoing>toEnd</bpmn:outgoing></bpmn:exclusiveGateway>
<bpmn:callActivity id="follow" name="跟踪督办"><bpmn:extensionElements><zeebe:calledElement processId="follow-up"/></bpmn:extensionElements><bpmn:incoming>toFollow</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing></bpmn:callActivity>
<bpmn:endEvent id="end" name="办结"><bpmn:incoming>toEnd</bpmn:incoming><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
${FLOWS.map(([id, from, to, , inner = '']) => `<bpmn:sequenceFlow id="${id}"${id === 'toFollow' ? ' name="B 类"' : ''} sourceRef="${from}" targetRef="${to}">${inner}</bpmn:sequenceFlow>`).join('\n')}
</bpmn:process>
<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="sample">
${SHAPES.map(([id, x, y, width, height]) => `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`).join('\n')}
${FLOWS.map(([id, , , points]) => `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`).join('')}</bpmndi:BPMNEdge>`).join('\n')}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
