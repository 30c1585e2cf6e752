/** A small drawing: review (may be sent back to), answer by the lead body under a clock, a ballot, the end. */
const service = (id: string, type: string, headers: Record<string, string>, inputs = '') => `
  <bpmn:serviceTask id="${id}" name="${id}"><bpmn:extensionElements>
    <zeebe:taskDefinition type="${type}"/>
    <zeebe:taskHeaders>${Object.entries(headers)
      .map(([k, v]) => `<zeebe:header key="${k}" value="${v}"/>`)
      .join('')}</zeebe:taskHeaders>
    ${inputs ? `<zeebe:ioMapping>${inputs}</zeebe:ioMapping>` : ''}
  </bpmn:extensionElements></bpmn:serviceTask>`;
const flow = (from: string, to: string) =>
  `<bpmn:sequenceFlow id="f_${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const steps = ['begin', 'review', 'clock', 'answer', 'stop', 'open', 'wait', 'close', 'done'];

export const DRAWING = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:message id="m" name="demo.ballot.satisfaction.closed"><bpmn:extensionElements><zeebe:subscription correlationKey="=caseId"/></bpmn:extensionElements></bpmn:message>
<bpmn:process id="demo" isExecutable="true">
  <bpmn:startEvent id="begin" name="begin"/>
  <bpmn:userTask id="review" name="审查"><bpmn:extensionElements>
    <zeebe:formDefinition formKey="review"/>
    <zeebe:assignmentDefinition candidateGroups="=[&quot;clerk&quot;]"/>
    <zeebe:ioMapping><zeebe:input source="={amount: 3, unit: &quot;workday&quot;, remind: 1}" target="taskDue"/></zeebe:ioMapping>
    <zeebe:properties><zeebe:property name="stage" value="审查"/></zeebe:properties>
  </bpmn:extensionElements></bpmn:userTask>
  ${service('clock', 'clock.start', { clock: 'reply', title: '答复期限', amount: '5', unit: 'workday' })}
  <bpmn:userTask id="answer" name="答复"><bpmn:extensionElements>
    <zeebe:formDefinition formKey="answer"/>
    <zeebe:assignmentDefinition candidateGroups="=[&quot;body:&quot; + leadBody]"/>
    <zeebe:properties><zeebe:property name="stage" value="办理"/><zeebe:property name="sendBack" value="true"/></zeebe:properties>
  </bpmn:extensionElements></bpmn:userTask>
  ${service('stop', 'clock.stop', { clock: 'reply' })}
  ${service('open', 'ballot.open', { ballot: 'satisfaction', rule: 'vote', title: '满意度测评', electorate: 'deputy' })}
  <bpmn:intermediateCatchEvent id="wait" name="等待测评"><bpmn:messageEventDefinition id="md" messageRef="m"/></bpmn:intermediateCatchEvent>
  ${service('close', 'ballot.close', { ballot: 'satisfaction', result: 'satisfaction' })}
  <bpmn:endEvent id="done" name="办结"/>
  ${steps
    .slice(1)
    .map((to, i) => flow(steps[i]!, to))
    .join('\n')}
</bpmn:process></bpmn:definitions>`;
