/**
 * Who does a person's task (办理人或小组), as the drawing keeps it: `zeebe:assignmentDefinition` with `candidateGroups`
 * as a FEEL list of roles and of `"body:" + <variable>` (with `+ ":<role>"` for those of one role in it), or `assignee` as a variable that holds a user id.
 */
import type { Feel } from './feel.ts';
import { isPlainName, parseFeel, quote } from './feel.ts';

/** Attributes of `zeebe:assignmentDefinition`. */
export interface AssignmentDefinition {
  assignee?: string;
  candidateGroups?: string;
  candidateUsers?: string;
}

export type Assignment =
  | { kind: 'none' }
  | {
      kind: 'groups';
      roles: string[];
      /** Variables with one body's id each; `<variable>:<role>` for those of one role in it. */
      bodies: string[];
      /** Variables with an array of bodies' ids, likewise. */
      bodyLists: string[];
    }
  | { kind: 'person'; variable: string }
  /** Several persons held in one array variable; any of them may take the task. */
  | { kind: 'people'; variable: string }
  /** More than the plain panel can say. */
  | { kind: 'custom'; definition: AssignmentDefinition };

const BODY = 'body:';

export function writeAssignment(assignment: Assignment): AssignmentDefinition {
  switch (assignment.kind) {
    case 'none':
      return {};
    case 'person':
      return { assignee: `=${assignment.variable}` };
    case 'people':
      return { candidateUsers: `=${assignment.variable}` };
    case 'custom':
      return assignment.definition;
    case 'groups': {
      const { roles, bodies, bodyLists } = assignment;
      const fixed = [...roles.map(quote), ...bodies.map((name) => bodyKey(name))];
      const lists = bodyLists.map((name) => {
        const [list, role] = name.split(':');
        return `for item in ${list} return ${bodyKey(role ? `item:${role}` : 'item')}`;
      });
      if (!fixed.length && !lists.length) return {};
      if (!lists.length) return { candidateGroups: `=[${fixed.join(', ')}]` };
      const parts = fixed.length ? [`[${fixed.join(', ')}]`, ...lists] : lists;
      return { candidateGroups: parts.length === 1 ? `=${parts[0]}` : `=concatenate(${parts.join(', ')})` };
    }
  }
}

export function readAssignment(definition: AssignmentDefinition | undefined): Assignment {
  const { assignee, candidateGroups, candidateUsers } = definition ?? {};
  const given = [assignee, candidateGroups, candidateUsers].filter(Boolean);
  if (given.length === 0) return { kind: 'none' };
  const custom: Assignment = { kind: 'custom', definition: definition ?? {} };
  if (given.length > 1) return custom;
  if (assignee) {
    const name = variable(assignee);
    return name ? { kind: 'person', variable: name } : custom;
  }
  if (candidateUsers) {
    const name = variable(candidateUsers);
    return name ? { kind: 'people', variable: name } : custom;
  }
  return readGroups(candidateGroups ?? '') ?? custom;
}

function variable(expression: string): string | undefined {
  const name = expression.startsWith('=') ? expression.slice(1).trim() : '';
  return isPlainName(name) ? name : undefined;
}

function readGroups(expression: string): Assignment | undefined {
  const found = { roles: [] as string[], bodies: [] as string[], bodyLists: [] as string[] };
  if (!expression.startsWith('=')) {
    // Zeebe also takes a fixed, comma-separated text
    found.roles = expression
      .split(',')
      .map((role) => role.trim())
      .filter(Boolean);
    return { kind: 'groups', ...found };
  }
  const feel = parseFeel(expression.slice(1).trim());
  if (!feel) return undefined;
  const parts = feel.kind === 'call' && feel.name === 'concatenate' ? feel.args : [feel];
  for (const part of parts) {
    if (part.kind === 'list') {
      if (!part.items.every((item) => addItem(found, item))) return undefined;
    } else if (part.kind === 'for' && part.list.kind === 'name') {
      const [variable, role] = bodyOf(part.body)?.split(':') ?? [];
      if (variable !== part.variable) return undefined;
      found.bodyLists.push(role ? `${part.list.name}:${role}` : part.list.name);
    } else return undefined;
  }
  return { kind: 'groups', ...found };
}

function addItem(found: { roles: string[]; bodies: string[] }, item: Feel): boolean {
  if (item.kind === 'string' && !item.value.startsWith(BODY)) {
    found.roles.push(item.value);
    return true;
  }
  const body = bodyOf(item);
  if (body) found.bodies.push(body);
  return body !== undefined;
}

/** `name` → `"body:" + name`, `name:role` → `"body:" + name + ":role"` */
function bodyKey(name: string): string {
  const [variable, role] = name.split(':');
  return `${quote(BODY)} + ${variable}${role ? ` + ${quote(`:${role}`)}` : ''}`;
}

/** The other way round. */
function bodyOf(feel: Feel): string | undefined {
  if (feel.kind !== 'binary' || feel.op !== '+') return undefined;
  if (feel.right.kind === 'string' && /^:[a-z][a-z0-9-]*$/.test(feel.right.value)) {
    const name = bodyOf(feel.left);
    return name === undefined || name.includes(':') ? undefined : `${name}${feel.right.value}`;
  }
  if (feel.right.kind !== 'name') return undefined;
  return feel.left.kind === 'string' && feel.left.value === BODY ? feel.right.name : undefined;
}
