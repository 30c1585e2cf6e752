/** Type, retries and headers of an element's job. User tasks get the headers that Zeebe gives theirs. */
import type { Json } from '../engine.ts';
import type { ElementModel, Expression } from './bpmn/model.ts';
import type { Execution } from './execution.ts';
import { failure, type Outcome } from './failure.ts';
import { isText, typeName } from './messages.ts';
import type { ElementInstance } from './state.ts';
import { parseInstant } from './time/timer.ts';

export interface JobFacts {
  jobType: string;
  retries: number;
  headers?: Record<string, string>;
}

export function jobFacts(x: Execution, e: ElementInstance, m: ElementModel): Outcome<JobFacts> {
  const definition = m.job!;
  const type = x.evaluateAs(definition.type, e.key, 'STRING', isText);
  if ('failure' in type) return type;
  const retries = x.evaluate(definition.retries, e.key);
  if ('failure' in retries) return retries;
  const count = typeof retries.value === 'string' ? Number(retries.value) : retries.value;
  if (typeof count !== 'number' || !Number.isInteger(count)) {
    const text = 'feel' in definition.retries ? definition.retries.feel : definition.retries.text;
    const found = typeName(retries.value);
    return {
      failure: failure(
        'EXTRACT_VALUE_ERROR',
        `Expected result of the expression '${text}' to be 'NUMBER', but was '${found}'.`,
      ),
    };
  }
  const headers = m.userTask ? userTaskHeaders(x, e, m) : { value: definition.headers };
  if ('failure' in headers) return headers;
  const some = Object.keys(headers.value).length > 0;
  return { value: { jobType: type.value, retries: count, ...(some && { headers: headers.value }) } };
}

type HeaderText = Outcome<string | undefined>;
type HeaderReader = (x: Execution, key: string, expression: Expression) => HeaderText;

const HEADERS: [
  'assignee' | 'candidateGroups' | 'candidateUsers' | 'dueDate' | 'followUpDate',
  HeaderReader,
][] = [
  ['assignee', readText],
  ['candidateGroups', readNames],
  ['candidateUsers', readNames],
  ['dueDate', readInstant],
  ['followUpDate', readInstant],
];

function userTaskHeaders(x: Execution, e: ElementInstance, m: ElementModel): Outcome<Record<string, string>> {
  const headers = { ...m.job!.headers };
  for (const [name, read] of HEADERS) {
    const expression = m.userTask?.[name];
    if (!expression) continue;
    const text = read(x, e.key, expression);
    if ('failure' in text) return text;
    if (text.value !== undefined) headers[`io.camunda.zeebe:${name}`] = text.value;
  }
  if (m.userTask?.formKey) headers['io.camunda.zeebe:formKey'] = m.userTask.formKey;
  return { value: headers };
}

function readText(x: Execution, key: string, expression: Expression): HeaderText {
  return x.evaluateAs(expression, key, 'STRING', isText);
}

const isNames = (v: Json): v is string[] => Array.isArray(v) && v.every((n) => typeof n === 'string');

/** A list of names, or a static text of names parted by commas, as the text of a JSON array. */
function readNames(x: Execution, key: string, expression: Expression): HeaderText {
  if ('text' in expression) {
    const names = expression.text.split(',').map((n) => n.trim());
    return { value: JSON.stringify(names.filter((n) => n !== '')) };
  }
  const names = x.evaluateAs(expression, key, 'ARRAY', isNames);
  return 'failure' in names ? names : { value: JSON.stringify(names.value) };
}

/** As Java writes a date and time, and so as Zeebe's headers have it. */
const withoutZeroSeconds = (instant: string) =>
  instant.replace(/(T\d\d:\d\d):00(?:\.0+)?(?=$|[Z@[+-])/, '$1');

/** An ISO date and time; null means none. */
function readInstant(x: Execution, key: string, expression: Expression): HeaderText {
  const value = x.evaluate(expression, key);
  if ('failure' in value) return value;
  if (value.value === null || value.value === '') return { value: undefined };
  if (typeof value.value === 'string' && parseInstant(value.value, x.env.zone) !== undefined)
    return { value: withoutZeroSeconds(value.value) };
  const text = 'feel' in expression ? expression.feel : expression.text;
  return {
    failure: failure(
      'EXTRACT_VALUE_ERROR',
      `Invalid date-time format '${typeof value.value === 'string' ? value.value : typeName(value.value)}' for expression '${text}'.`,
    ),
  };
}
