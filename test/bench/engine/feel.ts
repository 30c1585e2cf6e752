import { evaluate } from 'feelin';
import { evaluateFeel, scopeOf } from '../../../engine/core/feel/index.ts';

/** Conditions as gateways in real drawings have them. */
const CONDITIONS = [
  'accepted = true',
  'score >= 60',
  'result = "满意" or result = "基本满意"',
  'amount > 1000000 and not_urgent = false',
  'if rounds < 3 then result = "不满意" else false',
  'person.org.level = 2',
  'rounds + 1 <= limits.rounds',
];
const VARIABLES = {
  accepted: true,
  score: 71,
  result: '基本满意',
  amount: 1_200_000,
  not_urgent: false,
  rounds: 1,
  person: { name: '甲', org: { id: 'a', level: 2 } },
  limits: { rounds: 2, days: 30 },
};
const CLOCK = { at: 0, zone: 'Asia/Shanghai' };

export interface FeelFigures {
  /** Evaluations per second. */
  ours: number;
  feelin: number;
}

export function feelFigures(rounds = 300): FeelFigures {
  const scope = scopeOf(VARIABLES);
  const ours = () => {
    for (const c of CONDITIONS) {
      const r = evaluateFeel(c, scope, CLOCK);
      if (!r.ok || r.value !== evaluated.get(c)) throw new Error(`<${c}> differs from feelin`);
    }
  };
  const plain = () => {
    for (const c of CONDITIONS) evaluate(c, VARIABLES);
  };
  const evaluated = new Map(CONDITIONS.map((c) => [c, evaluate(c, VARIABLES).value]));
  const timed = (times: number, run: () => void) => {
    run();
    const begin = performance.now();
    for (let i = 0; i < times; i++) run();
    return ((times * CONDITIONS.length) / (performance.now() - begin)) * 1000;
  };
  timed(rounds * 20, ours);
  return { feelin: timed(rounds, plain), ours: timed(rounds * 100, ours) };
}
