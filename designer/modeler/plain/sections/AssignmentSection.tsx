import { Radio, Select } from 'antd';
import type { Choice, VariableInfo } from '../../context.ts';
import { extension, text } from '../../moddle.ts';
import type { Assignment, AssignmentDefinition } from '../assignment.ts';
import { readAssignment, writeAssignment } from '../assignment.ts';
import { CustomExpression } from '../controls/CustomExpression.tsx';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';
import { isPlainName } from '../feel.ts';
import { loopsAround } from '../loop.ts';

type Kind = Assignment['kind'];

/** 办理: who does this task. */
export function AssignmentSection() {
  const { drawing, element, context, t } = useDesk();
  const read = readAssignment(readDefinition());
  const assignment = read.kind === 'none' ? NOBODY : read;
  const kind: Kind = assignment.kind === 'people' ? 'person' : assignment.kind;

  function readDefinition(): AssignmentDefinition {
    const found = extension(element.businessObject, 'zeebe:AssignmentDefinition');
    const definition: AssignmentDefinition = {};
    for (const name of ['assignee', 'candidateGroups', 'candidateUsers'] as const) {
      const value = text(found, name);
      if (value) definition[name] = value;
    }
    return definition;
  }
  function write(next: Assignment): void {
    const { assignee, candidateGroups, candidateUsers } = writeAssignment(next);
    const empty = !assignee && !candidateGroups && !candidateUsers;
    const properties = empty ? undefined : { assignee, candidateGroups, candidateUsers };
    drawing.setExtension(element, 'zeebe:AssignmentDefinition', properties);
  }

  const items = itemVariables();
  const bodies = [...context.bodiesVariables.filter(({ multiple }) => !multiple), ...items.bodies].filter(
    usable,
  );
  const bodyLists = context.bodiesVariables.filter(({ multiple }) => multiple).filter(usable);
  const people = [...context.deputyVariables, ...items.people, INITIATOR(t('事项提出人'))].filter(usable);

  /** One item of a list over which this step, or a sub-process around it, runs. */
  function itemVariables(): { bodies: VariableInfo[]; people: VariableInfo[] } {
    const of = (variables: VariableInfo[]) =>
      loopsAround(element).flatMap(({ list, item }) => {
        const variable = variables.find(({ name }) => name === list);
        return variable ? [{ name: item, title: t('{title}（当前一个）', { title: variable.title }) }] : [];
      });
    return { bodies: of(context.bodiesVariables), people: of(context.deputyVariables) };
  }

  return (
    <Section title={t('办理')}>
      <Row label={t('由谁办理')}>
        <Radio.Group
          aria-label={t('由谁办理')}
          size="small"
          optionType="button"
          value={kind}
          options={[
            { value: 'groups', label: t('小组或单位') },
            { value: 'person', label: t('指定的人') },
            ...(kind === 'custom' ? [{ value: 'custom', label: t('自定义') }] : []),
          ]}
          onChange={({ target }) => {
            if (target.value === 'groups') write(NOBODY);
            if (target.value === 'person' && people[0]) write(personOf(people[0]));
          }}
        />
      </Row>
      {assignment.kind === 'custom' && (
        <CustomExpression expression={Object.values(assignment.definition).filter(Boolean).join('  ')} />
      )}
      {assignment.kind === 'groups' && (
        <>
          <Row label={t('角色（小组）')} help={t('本级人大中有此角色的人都可以领办')}>
            <Select
              mode="multiple"
              aria-label={t('角色（小组）')}
              placeholder={t('请选择')}
              value={assignment.roles}
              options={withUnknown(context.roles, assignment.roles)}
              optionFilterProp="label"
              onChange={(roles) => write({ ...assignment, roles })}
            />
          </Row>
          <Row label={t('某字段选定的单位')} help={t('该单位的承办人员都可以领办')}>
            <Select
              mode="multiple"
              aria-label={t('某字段选定的单位')}
              placeholder={t('不按单位')}
              value={[...assignment.bodies, ...assignment.bodyLists]}
              options={withUnknown(
                [...bodies, ...bodyLists].flatMap(({ name, title }) => [
                  { id: name, title },
                  ...(context.bodyRoles ?? []).map((role) => ({
                    id: `${name}:${role.id}`,
                    title: `${title}：${role.title}`,
                  })),
                ]),
                [...assignment.bodies, ...assignment.bodyLists],
              )}
              optionFilterProp="label"
              onChange={(names) => {
                const listed = (name: string) =>
                  bodyLists.some((list) => list.name === name.split(':')[0]) ||
                  assignment.bodyLists.includes(name);
                write({
                  ...assignment,
                  bodies: names.filter((name) => !listed(name)),
                  bodyLists: names.filter(listed),
                });
              }}
            />
          </Row>
        </>
      )}
      {(assignment.kind === 'person' || assignment.kind === 'people') && (
        <Row label={t('办理人')} help={t('办理人取自所选字段，办理时自动找到')}>
          <Select
            aria-label={t('办理人')}
            value={assignment.variable}
            options={withUnknown(
              people.map(({ name, title }) => ({ id: name, title })),
              [assignment.variable],
            )}
            onChange={(name) =>
              write(personOf(people.find((one) => one.name === name) ?? { name, title: name }))
            }
          />
        </Row>
      )}
    </Section>
  );
}

/** Every case has its initiator (docs/packages.md, "Variables of a case"). */
const INITIATOR = (title: string): VariableInfo => ({ name: 'initiator', title });

const usable = ({ name }: VariableInfo) => isPlainName(name);

const personOf = ({ name, multiple }: VariableInfo): Assignment =>
  multiple ? { kind: 'people', variable: name } : { kind: 'person', variable: name };

const NOBODY: Assignment = { kind: 'groups', roles: [], bodies: [], bodyLists: [] };

/** Options for what can be chosen, and for what the drawing holds though the package does not know it. */
function withUnknown(known: Choice[], chosen: string[]) {
  const options = known.map(({ id, title }) => ({ value: id, label: title }));
  for (const id of chosen)
    if (!known.some((choice) => choice.id === id)) options.push({ value: id, label: id });
  return options;
}
