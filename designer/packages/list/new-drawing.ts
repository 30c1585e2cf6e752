/** A small drawing to begin with: start, one step done by people, end. Valid, executable, with its diagram. */

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

export interface NewDrawing {
  /** Id of the process, unique in the installation. */
  processId: string;
  title: string;
  step: string;
  /** Form of the step. Absent: generated from the drawing. */
  form?: string;
  /** Role whose holders do the step. */
  role: string;
}

export function newDrawing({ processId, title, step, form, role }: NewDrawing): string {
  const formLine = form ? `\n        <zeebe:formDefinition formKey="${escapeXml(form)}" />` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions-${escapeXml(processId)}" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="${escapeXml(processId)}" name="${escapeXml(title)}" isExecutable="true">
    <bpmn:startEvent id="start" name="提出">
      <bpmn:outgoing>toStep</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="toStep" sourceRef="start" targetRef="step" />
    <bpmn:userTask id="step" name="${escapeXml(step)}">
      <bpmn:extensionElements>
        <zeebe:assignmentDefinition candidateGroups="=[&#34;${escapeXml(role)}&#34;]" />${formLine}
        <zeebe:properties>
          <zeebe:property name="stage" value="${escapeXml(step)}" />
        </zeebe:properties>
      </bpmn:extensionElements>
      <bpmn:incoming>toStep</bpmn:incoming>
      <bpmn:outgoing>toEnd</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="toEnd" sourceRef="step" targetRef="end" />
    <bpmn:endEvent id="end" name="办结">
      <bpmn:incoming>toEnd</bpmn:incoming>
    </bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${escapeXml(processId)}">
      <bpmndi:BPMNShape id="start_di" bpmnElement="start">
        <dc:Bounds x="180" y="160" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="187" y="203" width="22" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="step_di" bpmnElement="step">
        <dc:Bounds x="290" y="138" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end_di" bpmnElement="end">
        <dc:Bounds x="462" y="160" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="469" y="203" width="22" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="toStep_di" bpmnElement="toStep">
        <di:waypoint x="216" y="178" /><di:waypoint x="290" y="178" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="toEnd_di" bpmnElement="toEnd">
        <di:waypoint x="390" y="178" /><di:waypoint x="462" y="178" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}
