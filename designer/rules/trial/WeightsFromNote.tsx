import { Button } from 'antd';
import type { Scheme } from '../../../rules/scheme/types.ts';
import { adjustedWeights } from '../../../rules/scheme/weights-from.ts';
import { dateTime } from '../../shared/format.ts';
import { type Translate, useText } from './text.ts';

/** Of which round the weights are, and what was changed by hand since; nothing when they are of none. */
export function weightsFromSentence(
  scheme: Pick<Scheme, 'indicators' | 'weightsFrom'>,
  t: Translate,
): string | undefined {
  const from = scheme.weightsFrom;
  if (!from) return undefined;
  const said = t('权重采用“{title}”的赋权结果（{at} 结束，收回 {n} 张，代表权重占 {share}%）', {
    title: from.title,
    at: dateTime(from.closedAt),
    n: from.cast,
    share: from.share,
  });
  const changed = adjustedWeights(scheme);
  if (changed.length === 0) return `${said}${t('。')}`;
  const figure = (n: number | undefined) => (n === undefined ? t('无') : `${n}`);
  const list = changed.map((c) =>
    t('“{title}”由 {from} 改为 {to}', { title: c.title, from: figure(c.taken), to: figure(c.now) }),
  );
  return `${said}${t('；已在赋权结果上调整：{list}。', { list: list.join(t('，')) })}`;
}

/** The same as a line, wherever a scheme or its result is shown. `onDrop`: the scheme may give the name up. */
export function WeightsFromNote(props: {
  scheme: Pick<Scheme, 'indicators' | 'weightsFrom'>;
  onDrop?: () => void;
}) {
  const { scheme, onDrop } = props;
  const t = useText();
  const said = weightsFromSentence(scheme, t);
  if (!said) return null;
  return (
    <p className="jd-muted jd-rule-from">
      {said}
      {onDrop && (
        <Button type="link" size="small" onClick={onDrop}>
          {t('不再注明')}
        </Button>
      )}
    </p>
  );
}
