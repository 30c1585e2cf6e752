/** The shipped packages are sound: every file by its schema, every reference met, every element drawn. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { checkPackage } from '../../processes/check.ts';
import { readPackageFolder } from '../../processes/load.ts';
import { parsePackage } from '../../processes/parse.ts';
import { evaluateRuleSet, parseRuleSet } from '../../rules/index.ts';

const root = new URL('../../processes', import.meta.url).pathname;
const ids = readdirSync(root, { withFileTypes: true })
  .filter((e) => e.isDirectory())
  .map((e) => e.name);

interface Node {
  $type: string;
  id: string;
  flowElements?: Node[];
  [part: string]: unknown;
}
const all = (nodes: Node[]): Node[] => nodes.flatMap((n) => [n, ...all(n.flowElements ?? [])]);

describe.each(ids)('package %s', (id) => {
  it('has no problem that keeps it from being published', async () => {
    const problems = await checkPackage(await readPackageFolder(join(root, id)), {});
    expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
  });

  it('has drawings whose every element has a shape, and people’s tasks with form, stage and somebody to do them', async () => {
    const { parsed } = parsePackage(await readPackageFolder(join(root, id)));
    for (const xml of parsed?.drawings.values() ?? []) {
      const { rootElement, warnings } = await new BpmnModdle({ zeebe }).fromXML(xml);
      expect(warnings).toEqual([]);
      const parts = rootElement as unknown as {
        rootElements: Node[];
        diagrams: { plane: { planeElement: { bpmnElement: Node }[] } }[];
      };
      const elements = all(parts.rootElements.flatMap((r) => r.flowElements ?? []));
      const drawn = new Set(parts.diagrams.flatMap((d) => d.plane.planeElement.map((e) => e.bpmnElement.id)));
      expect(elements.filter((e) => !drawn.has(e.id)).map((e) => e.id)).toEqual([]);
      for (const task of elements.filter((e) => e.$type === 'bpmn:UserTask')) {
        const extension = JSON.stringify(task.extensionElements);
        expect(extension, task.id).toMatch(/"formKey"/);
        expect(extension, task.id).toMatch(/"stage"/);
        expect(extension, task.id).toMatch(/"candidateGroups"|"assignee"/);
      }
    }
  });

  it('has rule sets whose own tests hold', async () => {
    const { parsed } = parsePackage(await readPackageFolder(join(root, id)));
    for (const rule of parsed?.rules.values() ?? []) {
      if (rule.kind !== 'ruleset') continue;
      const { value, problems } = parseRuleSet(rule);
      expect(problems).toEqual([]);
      for (const test of value?.tests ?? []) {
        const { outcomes } = evaluateRuleSet(value!, test.facts);
        expect(
          outcomes.map((o) => ({ type: o.type, params: o.params })),
          test.title,
        ).toMatchObject(test.expect.outcomes);
      }
    }
  });
});
