import { Alert, Button, Slider } from 'antd';
import type { CriteriaGroup, WeightingSheet } from '../../rules/weighting/types.ts';
import { RANDOM_INDEX } from '../../rules/weights/ahp.ts';
import { pairsOf, SAATY_SCALE, SAATY_WORDS, viewJudgements } from '../../rules/weights/judgements.ts';
import { type Text, useText } from './text.ts';

/** 0 is equal; to the left (negative) the first of the pair is more important, to the right the second. */
const placeOf = (value: number): number =>
  8 - SAATY_SCALE.reduce((at, v, i) => (closer(v, value, SAATY_SCALE[at] ?? 1) ? i : at), 0);
const closer = (a: number, to: number, than: number) =>
  Math.abs(Math.log(a / to)) < Math.abs(Math.log(than / to));
const valueAt = (place: number): number => SAATY_SCALE[8 - place] ?? 1;

/** Pairs compared on Saaty's scale in words, with what comes out, and the judgement that fits the others least. */
export function PairwiseFields(props: {
  group: CriteriaGroup;
  sheet: WeightingSheet;
  values: readonly number[];
  onChange: (next: number[]) => void;
}) {
  const { group, sheet, values, onChange } = props;
  const t = useText();
  const { criteria } = group;
  if (sheet.by.method !== 'ahp') return null;
  const { limit, above, randomIndex } = sheet.by;
  const pairs = pairsOf(criteria.length);
  const view = viewJudgements(criteria.length, values, { randomIndex });
  const title = (i: number) => criteria[i]?.title ?? '';
  const words = (value: number, [i, j]: readonly [number, number]) => {
    const strength = Math.round(Math.max(value, 1 / value));
    if (strength === 1) return t('两项同样重要');
    const [more, less] = value > 1 ? [i, j] : [j, i];
    const named = (n: number) => t((SAATY_WORDS[n] ?? '同样重要') as Text);
    // the even numbers lie between two words
    const word = strength % 2 ? named(strength) : `${named(strength - 1)}～${named(strength + 1)}`;
    return t('“{more}”比“{less}”{word}（{n}）', { more: title(more), less: title(less), word, n: strength });
  };
  const { worst } = view;
  const at = worst ? pairs.findIndex(([i, j]) => i === worst.pair[0] && j === worst.pair[1]) : -1;
  const set = (k: number, value: number) => onChange(values.map((v, x) => (x === k ? value : v)));
  return (
    <fieldset className="jd-question">
      <legend>{group.title}</legend>
      {pairs.map((pair, k) => (
        <div key={pair.join()} className="jd-pair">
          <div className="jd-pair-ends">
            <span>{title(pair[0])}</span>
            <span>{title(pair[1])}</span>
          </div>
          <Slider
            min={-8}
            max={8}
            included={false}
            marks={{ '-8': '9', '-4': '5', 0: '1', 4: '5', 8: '9' }}
            tooltip={{ open: false }}
            value={placeOf(values[k] ?? 1)}
            onChange={(place) => set(k, valueAt(place))}
            ariaLabelForHandle={t('“{a}”与“{b}”相比', { a: title(pair[0]), b: title(pair[1]) })}
            ariaValueTextFormatterForHandle={(place) => words(valueAt(place ?? 0), pair)}
          />
          <p className="jd-muted">{words(values[k] ?? 1, pair)}</p>
        </div>
      ))}
      <ul className="jd-weights" aria-label={t('由比较得出的权重')}>
        {criteria.map((c, i) => (
          <li key={c.id}>
            <span>{c.title}</span>
            <span className="jd-tally-bar" aria-hidden>
              <i style={{ width: `${(view.weights[i] ?? 0) * 100}%` }} />
            </span>
            <span className="jd-number">{((view.weights[i] ?? 0) * 100).toFixed(1)}</span>
          </li>
        ))}
      </ul>
      {criteria.length < 3 ? null : view.consistencyRatio <= limit ? (
        <p className="jd-muted" role="status">
          {t('一致性比率 {ratio}，前后一致（不超过 {limit}）。', {
            ratio: view.consistencyRatio.toFixed(3),
            limit,
          })}
        </p>
      ) : (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={t('一致性比率 {ratio}，超过 {limit}：有些比较前后矛盾。', {
            ratio: view.consistencyRatio.toFixed(3),
            limit,
          })}
          description={
            <>
              <p>
                {above === 'refuse'
                  ? t('调整后才能提交。')
                  : above === 'exclude'
                    ? t('可以提交，但按规则不计入结果。')
                    : t('可以提交，照常计入。')}
              </p>
              {worst && at >= 0 && (
                <p>
                  {t('与其他比较最不相符的是：{words}。', { words: words(worst.given, worst.pair) })}{' '}
                  <Button size="small" className="jd-mend" onClick={() => set(at, worst.suggested)}>
                    {t('改为：{words}', { words: words(worst.suggested, worst.pair) })}
                  </Button>
                </p>
              )}
            </>
          }
        />
      )}
      {criteria.length > 2 && (
        <p className="jd-muted jd-number">
          {t('λmax {lambda}，CI {ci}，CR {cr}；随机一致性指标取 {table}，{n} 项为 {ri}。', {
            lambda: view.lambdaMax.toFixed(3),
            ci: view.consistencyIndex.toFixed(3),
            cr: view.consistencyRatio.toFixed(3),
            table: randomIndex === 'saaty1980' ? 'Saaty 1980' : 'Saaty 2005',
            n: criteria.length,
            ri: RANDOM_INDEX[randomIndex][criteria.length - 1] ?? 0,
          })}
        </p>
      )}
    </fieldset>
  );
}
