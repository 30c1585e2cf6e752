/** A small decision table to begin with: one input, one output, two rules. Valid, executable, with its diagram. */
import { escapeXml } from '../list/new-drawing.ts';

export const newDecisions = (id: string, title: string): string => {
  const [key, name] = [escapeXml(id), escapeXml(title)];
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="definitions-${key}" name="${name}" namespace="jiandu">
  <decision id="${key}" name="${name}">
    <variable id="${key}-variable" name="${key}" />
    <decisionTable id="${key}-table" hitPolicy="FIRST">
      <input id="${key}-input" label="分数">
        <inputExpression id="${key}-expression" typeRef="number"><text>score</text></inputExpression>
      </input>
      <output id="${key}-output" label="等次" name="grade" typeRef="string" />
      <rule id="${key}-rule-1">
        <inputEntry id="${key}-rule-1-if"><text>&gt;= 60</text></inputEntry>
        <outputEntry id="${key}-rule-1-then"><text>"合格"</text></outputEntry>
      </rule>
      <rule id="${key}-rule-2">
        <inputEntry id="${key}-rule-2-if"><text></text></inputEntry>
        <outputEntry id="${key}-rule-2-then"><text>"不合格"</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="${key}-diagram">
      <dmndi:DMNShape id="${key}-shape" dmnElementRef="${key}">
        <dc:Bounds height="80" width="180" x="160" y="100" />
      </dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;
};
