import { useMemo } from 'react';
import type { Scheme } from '../../../rules/scheme/types.ts';
import { isRuleSet, readJson } from '../documents.ts';
import type { PlaceChoice } from '../use-place.ts';

/** The rule set that grades the scheme: the one it names, else the board's. Undefined: none, or it cannot be read. */
export function useGradeRules(files: Readonly<Record<string, string>>, scheme: Scheme, choice: PlaceChoice) {
  const byBoard = choice.boardScheme === scheme.id ? choice.boardGrades : undefined;
  const named = scheme.gradeRules ?? byBoard;
  const text = named === undefined ? undefined : files[`rules/${named}.json`];
  return useMemo(() => {
    const value = readJson(text ?? '');
    return isRuleSet(value) ? value : undefined;
  }, [text]);
}
