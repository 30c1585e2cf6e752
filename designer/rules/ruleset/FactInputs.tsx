import type { RuleSet } from '../../../rules/ruleset/types.ts';
import { type FactOption, factOptions } from '../conditions/fact-options.ts';
import { ValueInput } from '../conditions/ValueInput.tsx';
import { useText } from '../text.ts';

type Facts = Record<string, unknown>;

function read(facts: Facts, o: FactOption): unknown {
  let at: unknown = facts[o.fact];
  for (const part of o.path?.split('.').slice(1) ?? [])
    at = typeof at === 'object' && at !== null ? (at as Facts)[part] : undefined;
  return at;
}

function write(facts: Facts, o: FactOption, value: unknown): Facts {
  const put = (inside: unknown, path: string[]): unknown => {
    const [first, ...rest] = path;
    if (first === undefined) return value;
    const object = typeof inside === 'object' && inside !== null ? (inside as Facts) : {};
    return { ...object, [first]: put(object[first], rest) };
  };
  return { ...facts, [o.fact]: put(facts[o.fact], o.path?.split('.').slice(1) ?? []) };
}

/** Facts as typed, one field each; an empty one is not known. */
export function FactInputs(props: {
  ruleSet: RuleSet;
  facts: Facts;
  onChange: (next: Facts) => void;
  /** Whose they are, before each name. */
  of: string;
  readOnly?: boolean;
}) {
  const { ruleSet, facts, onChange, of, readOnly = false } = props;
  const t = useText();
  return (
    <div className="jd-rule-fields jd-rule-given">
      {factOptions(ruleSet.facts).map((o) => {
        const value = read(facts, o);
        return (
          <div key={o.key}>
            <div className="jd-rule-given-name">
              <span>{o.title}</span>
              {!readOnly && value !== undefined && value !== null && (
                <button
                  type="button"
                  className="jd-link"
                  onClick={() => onChange(write(facts, o, null))}
                  aria-label={`${t('清空')}${of}${o.title}`}
                >
                  {t('清空')}
                </button>
              )}
            </div>
            <ValueInput
              label={`${of}${o.title}`}
              definition={o.definition}
              type={o.definition.type}
              list={o.definition.type === 'array'}
              value={value}
              readOnly={readOnly}
              onChange={(next) => onChange(write(facts, o, next))}
            />
          </div>
        );
      })}
    </div>
  );
}
