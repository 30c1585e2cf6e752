import { Alert, Button, InputNumber, Modal, Select, Slider } from 'antd';
import { useMemo, useState } from 'react';
import { schemeEntropy } from '../../../rules/scheme/entropy-beside.ts';
import { flatten } from '../../../rules/scheme/tree.ts';
import type { Scheme } from '../../../rules/scheme/types.ts';
import { changedGroups, combineRound, withRound } from '../../../rules/weighting/count.ts';
import { messageOf } from '../../api/problem.ts';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { dateTime } from '../../shared/format.ts';
import { useMeasures } from '../scheme/use-measures.ts';
import { usePlace } from '../use-place.ts';
import { useWeightings, type WeightingView } from './api.ts';
import { useText } from './text.ts';
import './trial.css';
import { TableHead } from '../../shared/TableHead.tsx';

/** 采用赋权结果: a closed round's weights beside those of the draft, taken over by the share that the editor chooses. */
export function AdoptWeights(props: { packageId: string; scheme: Scheme; onTake: (next: Scheme) => void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('采用赋权结果')}</Button>
      {open && <AdoptDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function AdoptDialog(props: {
  packageId: string;
  scheme: Scheme;
  onTake: (next: Scheme) => void;
  onClose: () => void;
}) {
  const { packageId, scheme, onTake, onClose } = props;
  const t = useText();
  const { data: rounds, error } = useWeightings(packageId, scheme.id);
  const [id, setId] = useState<string>();
  const [share, setShare] = useState<number>();
  const round = rounds?.find((r) => r.id === id) ?? rounds?.find((r) => r.usable) ?? rounds?.[0];
  const part = share ?? round?.sheet.share ?? 0;
  const changed = round ? changedGroups(scheme, round.sheet) : [];
  const may = round?.usable && changed.length === 0;
  const take = () => {
    if (!round) return;
    onTake(withRound(scheme, round, part));
    onClose();
  };
  return (
    <Modal
      open
      width={860}
      title={t('采用赋权结果')}
      okText={t('采用，写入草稿')}
      cancelText={t('取消')}
      okButtonProps={{ disabled: !may }}
      onOk={take}
      onCancel={onClose}
    >
      {error ? (
        <Alert role="alert" type="error" showIcon title={messageOf(error)} />
      ) : !rounds ? (
        <Loading />
      ) : !round ? (
        <Nothing title={t('还没有已结束的赋权')}>
          {t('在流程里用“开始测评”请代表赋权，结束后可以在这里采用结果。')}
        </Nothing>
      ) : (
        <div className="jd-rule-stack">
          <div className="jd-trial-field">
            <span>{t('赋权轮次')}</span>
            <Select
              aria-label={t('赋权轮次')}
              value={round.id}
              options={rounds.map((r) => ({ value: r.id, label: nameOf(r) }))}
              onChange={(next: string) => {
                setId(next);
                setShare(undefined);
              }}
            />
          </div>
          {!round.usable && (
            <Alert
              type="warning"
              showIcon
              role="alert"
              title={t('这一轮没有可以采用的结果：没有计入的权重票，或票数少于保密所要求的最低数。')}
            />
          )}
          {changed.map((g) => (
            <Alert
              key={g.id}
              type="error"
              showIcon
              role="alert"
              title={t('“{title}”下的指标在赋权之后有增减，请重新赋权。', { title: g.title })}
            />
          ))}
          <div className="jd-trial-share">
            <span>{t('代表权重占')}</span>
            <Slider
              min={0}
              max={100}
              step={5}
              value={part}
              onChange={setShare}
              ariaLabelForHandle={t('代表权重的占比')}
            />
            <InputNumber
              aria-label={t('代表权重的占比数值')}
              min={0}
              max={100}
              precision={0}
              suffix="%"
              value={part}
              onChange={(n) => setShare(n ?? 0)}
            />
            <span className="jd-muted">
              {t('其余 {rest}% 为原权重；赋权规则定为代表占 {rule}%。', {
                rest: 100 - part,
                rule: round.sheet.share,
              })}
            </span>
          </div>
          <Beside {...{ packageId, scheme, round, part }} />
        </div>
      )}
    </Modal>
  );
}

const nameOf = (r: WeightingView) =>
  `${r.title}（${r.orgName}，${dateTime(r.closedAt)}，${r.result.cast} 张）`;

/** Old and new weights side by side, with the voters' own, and the entropy weights where there are real figures. */
function Beside(props: { packageId: string; scheme: Scheme; round: WeightingView; part: number }) {
  const { packageId, scheme, round, part } = props;
  const t = useText();
  const { place } = usePlace(packageId);
  const { data } = useMeasures(packageId, scheme, place);
  const entropy = useMemo(
    () => (data ? schemeEntropy(scheme, data) : new Map<string, number>()),
    [data, scheme],
  );
  const now = new Map(flatten(scheme).nodes.map((n) => [n.node.id, n.node.weight]));
  const next = combineRound(round.sheet, round.result, part);
  const of = (id: string) => round.result.groups.find((g) => g.group === id);
  return (
    <>
      {round.sheet.groups.map((group) => {
        const counted = of(group.id);
        const w = counted?.count.agreement ?? null;
        return (
          <section key={group.id} aria-label={group.title}>
            <h4>{group.title}</h4>
            <div className="jd-scroll">
              <table className="jd-list-table jd-trial-beside">
                <TableHead
                  columns={[
                    t('指标'),
                    t('草稿现权重'),
                    t('赋权时原权重'),
                    t('代表赋权'),
                    t('采用后'),
                    t('变化'),
                    t('熵权（参考）'),
                  ]}
                />
                <tbody>
                  {group.criteria.map((c) => {
                    const by = (next[c.id] ?? 0) - (now.get(c.id) ?? 0);
                    return (
                      <tr key={c.id} data-criterion={c.id}>
                        <td>{c.title}</td>
                        <td className="jd-number">{now.get(c.id) ?? '–'}</td>
                        <td className="jd-number">{c.weight}</td>
                        <td className="jd-number">{counted?.voters?.[c.id]?.toFixed(2) ?? '–'}</td>
                        <td className="jd-number">
                          <strong>{next[c.id]}</strong>
                        </td>
                        <td className="jd-number">{signed(by)}</td>
                        <td className="jd-number jd-muted">{entropy.get(c.id)?.toFixed(2) ?? '–'}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
            <p className="jd-muted">
              {t('计入 {n} 张', { n: counted?.count.counted ?? 0 })}
              {(counted?.count.excluded ?? 0) > 0 &&
                t('，{n} 张因前后矛盾未计入', { n: counted?.count.excluded ?? 0 })}
              {counted?.few && t('，少于最低张数，为保密不采用')}
              {w !== null && t('，意见一致程度（肯德尔 W）{w}', { w: w.toFixed(2) })}
              {t('。')}
            </p>
          </section>
        );
      })}
      <p className="jd-muted">
        {t('熵权由各单位的真实得分算出：得分差别大的指标权重大。只供参考，不计入采用后的权重。')}
      </p>
    </>
  );
}

const signed = (by: number): string =>
  Math.abs(by) < 0.005 ? '–' : `${by > 0 ? '+' : '−'}${Math.abs(by).toFixed(2)}`;
