import { describeValue } from '../../conditions/describe.ts';
import type { FactDefinition, Facts } from '../../conditions/types.ts';
import type { Variable } from './terms.ts';

/** 答复·得分: a fact, and the part of it. */
export function titleOf(
  { fact, segments }: Pick<Variable, 'fact' | 'segments'>,
  facts: readonly FactDefinition[],
): string {
  let at = facts.find((f) => f.name === fact);
  const titles = [at?.title ?? fact];
  for (const segment of segments) {
    at = at?.properties?.find((p) => p.name === segment);
    titles.push(at?.title ?? segment);
  }
  return titles.join('·');
}

/** 总分为 85分、逾期件数为 4件. */
export function describeFacts(given: Facts, definitions: readonly FactDefinition[]): string {
  const parts = (values: Facts, known: readonly FactDefinition[], before: string): string[] =>
    Object.entries(values).flatMap(([name, value]) => {
      const definition = known.find((d) => d.name === name);
      const title = `${before}${definition?.title ?? name}`;
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return parts(value as Facts, definition?.properties ?? [], `${title}·`);
      const items = Array.isArray(value) && value.length === 0;
      return [`${title}为${items ? '空' : describeValue(value, definition)}`];
    });
  return parts(given, definitions, '').join('、') || '什么都没有填写';
}
