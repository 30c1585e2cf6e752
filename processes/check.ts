/**
 * Whether the parts of a package fit together: drawings, forms, rules, registers, documents, publications and cases.
 * Browser-safe, so that the designer shows the same list while one draws and the server holds a publication to it.
 */

import { DEFAULT_LIMITS } from '../engine/core/bpmn/limits.ts';
import { parseXml } from '../engine/core/bpmn/xml.ts';
import { inclusiveJoins, readDecisions, readDrawing } from '../engine/core/index.ts';
import type { EngineCapabilities } from '../engine/engine.ts';
import { checkForm } from '../forms/index.ts';
import {
  checkRuleDocument,
  parseRuleSet,
  parseScheme,
  parseWeightingRule,
  RulesError,
  runRuleSetTests,
  sheetOf,
} from '../rules/index.ts';
import { checkPublications } from './check-publications.ts';
import { type DrawingReferences, drawingReferences } from './drawing-references.ts';
import type { PackageFiles, PackageProblem } from './format.ts';
import { feelFormulas } from './formulas.ts';
import { literal, namedBy } from './named-by.ts';
import { type ParsedPackage, parsePackage } from './parse.ts';

/** What check knows of a building block. */
export interface CheckedBlock {
  type: string;
  title: string;
  inputs: { name: string; title: string; type: string; required?: boolean }[];
}

export interface CheckContext {
  /** Absent (in the browser before they are loaded): blocks are not checked. */
  blocks?: CheckedBlock[];
  /** Of the engine of this installation; absent: whatever either engine can run passes. */
  engine?: Pick<EngineCapabilities, 'inclusiveJoin'>;
}

type Add = (p: Omit<PackageProblem, 'severity'> & { severity?: PackageProblem['severity'] }) => void;

/** Which part of the package an input of this type names. */
const REFERENCE: Record<
  string,
  keyof Pick<ParsedPackage, 'rules' | 'documents' | 'registers' | 'publications'>
> = {
  ruleset: 'rules',
  ballot: 'rules',
  scheme: 'rules',
  document: 'documents',
  register: 'registers',
  publication: 'publications',
};

/** Kinds of rule documents that an input may name. */
const RULE_KINDS: Record<string, readonly string[]> = {
  ruleset: ['ruleset'],
  ballot: ['ballot', 'weighting'],
  scheme: ['scheme'],
};

/** Blocks that begin what other blocks name: type → the input with its id, and what naming blocks call it. */
const BEGUN: Record<string, { by: string; input: string; title: string } | undefined> = {
  clock: { by: 'clock.start', input: 'clock', title: '开始计时' },
  round: { by: 'ballot.open', input: 'ballot', title: '开始测评' },
};

/** Job types that people's tasks and the engine itself use. */
const OWN_TYPES = new Set(['io.camunda.zeebe:userTask']);

function checkBlocks(
  file: string,
  refs: DrawingReferences,
  pkg: ParsedPackage,
  blocks: CheckedBlock[],
  begun: (kind: string) => Set<string> | undefined,
  add: Add,
) {
  const byType = new Map(blocks.map((b) => [b.type, b]));
  for (const drawn of refs.blocks) {
    const at = { file, elementId: drawn.elementId };
    const name = drawn.name || '未命名的步骤';
    if (drawn.type.startsWith('=') || OWN_TYPES.has(drawn.type)) continue;
    const block = byType.get(drawn.type);
    if (!block) {
      add({
        ...at,
        severity: 'warning',
        code: 'unknown-block',
        message: `“${name}”的任务类型“${drawn.type}”不是本系统的业务模块，需要外部程序来完成。如非有意，请重新选择业务模块。`,
      });
      continue;
    }
    for (const input of block.inputs) {
      const given = drawn.inputs[input.name] ?? drawn.headers[input.name];
      if ((given === undefined || given === '' || given === '=') && input.required)
        add({
          ...at,
          place: input.name,
          code: 'missing-input',
          message: `“${name}”（${block.title}）缺少“${input.title}”，请在右侧面板填写。`,
        });
      const id = literal(given);
      if (id !== undefined && begun(input.type)?.has(id) === false)
        add({
          ...at,
          place: input.name,
          code: 'unknown-reference',
          message: `“${name}”（${block.title}）要用到“${id}”，但图里没有以它为标识的“${BEGUN[input.type]?.title}”，请另选或先添加。`,
        });
      const part = REFERENCE[input.type];
      for (const one of part ? namedBy(given, pkg) : []) {
        const rule = part === 'rules' ? pkg.rules.get(one.id) : undefined;
        if (part && !pkg[part].has(one.id))
          add({
            ...at,
            place: input.name,
            code: 'unknown-reference',
            message: `“${name}”${one.when}引用了不存在的“${one.id}”(${input.title})，请新建它或${one.when ? '改正选项的值' : '另选一个'}。`,
          });
        if (rule && RULE_KINDS[input.type]?.includes(rule.kind) === false)
          add({
            ...at,
            place: input.name,
            code: 'wrong-reference',
            message: `“${name}”${one.when}的“${input.title}”不能用“${rule.title}”，它是另一类规则，请另选一个。`,
          });
      }
    }
  }
}

function checkPeople(file: string, refs: DrawingReferences, pkg: ParsedPackage, add: Add): void {
  const roles = new Set(pkg.manifest.roles.map((r) => r.id));
  for (const task of refs.userTasks) {
    const at = { file, elementId: task.elementId };
    const name = task.name || '未命名的步骤';
    if (!task.groups && !task.assignee && !task.users)
      add({
        ...at,
        code: 'nobody',
        message: `“${name}”没有办理人或小组，任务将无人看到。请在右侧面板选择。`,
      });
    for (const [, role] of (task.groups ?? '').matchAll(/"([a-z][a-z0-9-]*)"/g))
      if (role && !roles.has(role))
        add({
          ...at,
          code: 'unknown-role',
          message: `“${name}”的小组“${role}”没有在配置包的角色里登记，请登记或另选。`,
        });
    if (task.formKey && !pkg.forms.has(task.formKey))
      add({
        ...at,
        code: 'unknown-form',
        message: `“${name}”的表单“${task.formKey}”不存在，请新建或另选表单。`,
      });
  }
}

function checkManifest(pkg: ParsedPackage, add: Add): void {
  const file = 'manifest.json';
  const { start, parties, roles } = pkg.manifest;
  const known = new Set(roles.map((r) => r.id));
  const form = pkg.forms.get(start.form);
  const say = (place: string, code: string, message: string) => add({ file, place, code, message });
  if (!pkg.drawings.has(pkg.manifest.main.file))
    say('/main/file', 'missing-file', `主流程图“${pkg.manifest.main.file}”不存在，请添加或改正文件名。`);
  if (!form) say('/start/form', 'unknown-form', `提交表单“${start.form}”不存在，请新建或另选表单。`);
  else if (!form.fields[start.titleField])
    say('/start/titleField', 'unknown-field', `提交表单里没有字段“${start.titleField}”，无法作为标题。`);
  for (const [i, role] of start.roles.entries())
    if (!known.has(role)) say(`/start/roles/${i}`, 'unknown-role', `角色“${role}”没有登记。`);
  for (const [i, id] of (pkg.manifest.results?.forms ?? []).entries())
    if (!pkg.forms.has(id))
      say(`/results/forms/${i}`, 'unknown-form', `表单“${id}”不存在，请在“结果何时可见”里另选。`);
  const routed = new Set(
    [...pkg.forms.values()].flatMap((f) => Object.keys(f.fields).filter((name) => f.fields[name]?.routes)),
  );
  const named = {
    '/parties/lead': parties.lead,
    '/parties/helpers': parties.helpers,
    '/start/join/field': start.join?.field,
  };
  for (const [place, field] of Object.entries(named))
    if (field !== undefined && !routed.has(field))
      say(place, 'not-routed', `没有表单把字段“${field}”设为“随流程流转”，请在表单里勾选。`);
}

/** Ids of all decisions. One called from a drawing gets the release at publish, so it must stand in the package. */
async function checkDecisionFiles(pkg: ParsedPackage, add: Add): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const [file, xml] of pkg.decisions) {
    const read = await readDecisions(file, xml);
    if (!read.ok) {
      for (const p of read.problems)
        add({
          file,
          code: p.code,
          message: p.messageZh,
          ...(p.elementId === undefined ? {} : { elementId: p.elementId }),
        });
      continue;
    }
    for (const id of read.requirements.decisions.keys()) {
      if (ids.has(id))
        add({
          file,
          elementId: id,
          code: 'duplicate-id',
          message: `决策“${id}”在另一个文件里已有，请改用不同的标识。`,
        });
      ids.add(id);
    }
  }
  return ids;
}

async function checkDrawings(pkg: ParsedPackage, context: CheckContext, add: Add): Promise<void> {
  const decisions = await checkDecisionFiles(pkg, add);
  const all = new Map<string, DrawingReferences>();
  for (const [file, xml] of pkg.drawings) {
    const drawing = await readDrawing(file, xml);
    const lacks = context.engine?.inclusiveJoin === false;
    const problems = drawing.ok
      ? drawing.processes.flatMap((p) => (lacks ? inclusiveJoins(file, p) : []))
      : drawing.problems;
    for (const p of problems)
      add({
        file,
        code: p.code,
        message: p.messageZh,
        ...(p.elementId === undefined ? {} : { elementId: p.elementId }),
      });
    const read = await parseXml(file, xml, DEFAULT_LIMITS);
    if (read.ok) all.set(file, drawingReferences(read.definitions));
  }
  const processes = new Map([...all.values()].flatMap((r) => r.processes.map((p) => [p.id, p] as const)));
  const main = pkg.manifest.main;
  if (
    pkg.drawings.has(main.file) &&
    !all.get(main.file)?.processes.some((p) => p.id === main.process && p.executable)
  )
    add({
      file: main.file,
      place: '/main/process',
      code: 'unknown-process',
      message: `“${main.file}”里没有可执行的流程“${main.process}”，请改正流程编号。`,
    });
  const begun = (kind: string): Set<string> | undefined => {
    const by = BEGUN[kind];
    if (!by) return undefined;
    const drawn = [...all.values()].flatMap((r) => r.blocks).filter((b) => b.type === by.by);
    return new Set(drawn.map((b) => literal(b.inputs[by.input] ?? b.headers[by.input]) ?? ''));
  };
  checkPublications(pkg, all.values(), add);
  for (const [file, refs] of all) {
    checkPeople(file, refs, pkg, add);
    if (context.blocks) checkBlocks(file, refs, pkg, context.blocks, begun, add);
    for (const call of refs.calls)
      if (call.processId.startsWith('=') || !processes.has(call.processId))
        add({
          file,
          elementId: call.elementId,
          code: 'unknown-process',
          message: `调用的流程“${call.processId}”不在本配置包里。请选择本包内的流程（不能用表达式）。`,
        });
    for (const { elementId, decisionId } of refs.decisions)
      if (decisionId.startsWith('=') || !decisions.has(decisionId))
        add({
          file,
          elementId,
          code: 'unknown-decision',
          message: `调用的决策“${decisionId}”不在本配置包里。请选择本包内的决策（不能用表达式）。`,
        });
    for (const m of refs.messages)
      if (!m.name.startsWith('=') && !m.name.startsWith(`${pkg.manifest.id}.`))
        add({
          file,
          code: 'message-name',
          message: `消息“${m.name}”的名称要以“${pkg.manifest.id}.”开头，以免与其他流程的消息相混。`,
        });
  }
}

/** A weighting rule needs its scheme in the package, with something to weigh. */
function checkWeighting(id: string, document: unknown, pkg: ParsedPackage, add: Add) {
  const rule = parseWeightingRule(document).value;
  if (!rule) return;
  const file = `rules/${id}.json`;
  const found = pkg.rules.get(rule.scheme);
  if (found?.kind !== 'scheme') {
    const message = `赋权规则“${rule.title}”所指的指标体系“${rule.scheme}”不存在，请另选一个。`;
    return add({ file, place: '/scheme', code: 'unknown-reference', message });
  }
  const scheme = parseScheme(found).value;
  // what is wrong with the scheme itself is told at the scheme
  if (!scheme) return;
  try {
    sheetOf(rule, scheme);
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    add({ file, place: '/asks', code: error.code, message: error.message });
  }
}

/** Rule sets carry their tests: one that fails them is not published. */
function checkTests(id: string, document: unknown, add: Add): void {
  if ((document as { kind?: unknown }).kind !== 'ruleset') return;
  const ruleSet = parseRuleSet(document).value;
  if (!ruleSet) return;
  for (const [i, { title, message }] of runRuleSetTests(ruleSet).entries())
    if (message !== undefined)
      add({
        file: `rules/${id}.json`,
        place: `/tests/${i}`,
        code: 'test',
        message: `测试“${title}”没有通过：${message}请改正规则或测试。`,
      });
}

/** Everything that is wrong with a package, errors before warnings. */
export async function checkPackage(
  files: PackageFiles,
  context: CheckContext = {},
): Promise<PackageProblem[]> {
  const { parsed, problems } = parsePackage(files);
  const add: Add = (p) => problems.push({ severity: 'error', ...p });
  if (parsed) {
    checkManifest(parsed, add);
    for (const [id, form] of parsed.forms)
      for (const p of checkForm(form))
        add({ file: `forms/${id}.json`, place: p.place, code: 'form', message: p.message });
    for (const [id, rule] of parsed.rules) {
      for (const p of checkRuleDocument(rule, { formulas: feelFormulas }))
        add({
          file: `rules/${id}.json`,
          place: p.pointer,
          code: p.code,
          message: p.message,
          severity: p.severity,
        });
      checkWeighting(id, rule, parsed, add);
      checkTests(id, rule, add);
    }
    await checkDrawings(parsed, context, add);
  }
  return problems.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}
