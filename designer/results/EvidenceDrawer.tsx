import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { amountInWords } from '../../rules/scheme/amount.ts';
import { leavesOf } from '../../rules/scheme/tree.ts';
import type { Scheme } from '../../rules/scheme/types.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Tally } from '../ballots/Tally.tsx';
import { CaseTable } from '../cases/CaseTable.tsx';
import { TraceView } from '../rules/ruleset/TraceView.tsx';
import { dateTime } from '../shared/format.ts';
import { type EvidenceView, type ResultView, useEvidence } from './api.ts';
import { conditionOf } from './condition.ts';
import { NO_VALUE, SOURCES, useText } from './text.ts';

/** What one number is of: cases, entries, an anonymous count, a row of data, a formula's indicators, a rule's condition. */
export function EvidenceDrawer(props: {
  view: ResultView;
  object: string;
  of: string;
  onOpen: (of: string) => void;
  onClose: () => void;
}) {
  const { view, of, onOpen, onClose } = props;
  const t = useText();
  const object = view.objects.find((o) => o.id === props.object);
  const part = partOf(view.scheme, of);
  if (!object || !part) return null;
  const value = object.values[of];
  const rule = conditionOf(view.scheme, of, object);
  return (
    <Drawer
      open
      size={880}
      className="jd-result-drawer"
      title={t('{object}：{name}', { object: object.title, name: part.title })}
      onClose={onClose}
    >
      <p>
        {value && (
          <strong className="jd-result-big jd-number">
            {value.value === null ? t('无数据') : amountInWords(part.leaf, value.value)}
          </strong>
        )}{' '}
        {part.source && <span className="jd-muted">{t(SOURCES[part.source.kind])}</span>}
        {value?.reason && <span className="jd-muted">：{t(NO_VALUE[value.reason])}</span>}
      </p>
      {part.description && <p className="jd-muted">{part.description}</p>}
      {part.source?.kind === 'formula' && (
        <Part title={t('公式')}>
          <code>{part.source.expression}</code>
          <ul>
            {(value?.of ?? []).map((id) => (
              <li key={id}>
                <button type="button" className="jd-link" onClick={() => onOpen(id)}>
                  {partOf(view.scheme, id)?.title ?? id}
                </button>{' '}
                <span className="jd-number">{object.values[id]?.value ?? t('无数据')}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {rule && (
        <Part title={t('适用条件')}>
          <TraceView
            ruleSet={{ facts: rule.facts }}
            result={{
              outcomes: [],
              missingFacts: [],
              trace: [
                {
                  rule: of,
                  title: part.title,
                  priority: 1,
                  matched: rule.trace.result === true,
                  selected: rule.trace.result === true,
                  conditions: rule.trace,
                },
              ],
            }}
          />
        </Part>
      )}
      {value && (
        <Behind id={view.id} object={props.object} of={of} share={part.source?.kind === 'caseShare'} />
      )}
    </Drawer>
  );
}

function Behind({ id, object, of, share }: { id: string; object: string; of: string; share: boolean }) {
  const t = useText();
  const evidence = useEvidence(id, object, of);
  if (evidence.isPending) return <Loading />;
  if (evidence.error) return <Failure error={evidence.error} retry={() => void evidence.refetch()} />;
  const e = evidence.data;
  const nothing = e.cases.length + e.hidden + e.entries.length === 0 && !e.round && !e.given;
  return (
    <>
      {share ? (
        <>
          <Cases title={t('计入的办件')} of={e} part="hit" />
          <Cases title={t('未计入的办件')} of={e} part="miss" />
        </>
      ) : (
        <Cases title={t('办件')} of={e} part="base" />
      )}
      <Cases title={t('没有该项数值的办件')} of={e} part="without" />
      {e.hidden > 0 && <p className="jd-muted">{t('另有 {n} 件您无权查看，没有列出。', { n: e.hidden })}</p>}
      {e.entries.length > 0 && <Entries entries={e.entries} />}
      {e.round && (
        <Part title={e.round.title}>
          <p className="jd-muted">
            {e.round.secret ? t('无记名测评，只有汇总，没有个人的投票。') : t('记名测评。')}
            {e.round.closedAt && ` ${t('{at} 截止。', { at: dateTime(e.round.closedAt) })}`}{' '}
            <Link className="jd-result-link" to={`/ballots/${e.round.id}`}>
              {t('查看测评')}
            </Link>
          </p>
          <Tally rule={e.round.rule} count={e.round.count} />
        </Part>
      )}
      {e.given && (
        <Part title={t('导入或填报的数据')}>
          <dl className="jd-facts">
            <dt>{t('数值')}</dt>
            <dd className="jd-number">{e.given.value ?? t('无数据')}</dd>
            <dt>{t('来源')}</dt>
            <dd>
              {e.given.origin === 'upload'
                ? t('{file} 第 {row} 行', { file: e.given.file ?? '', row: e.given.row })
                : t('填报表第 {row} 行', { row: e.given.row })}
            </dd>
            <dt>{t('经手人')}</dt>
            <dd>
              {e.given.by} <span className="jd-muted jd-number">{dateTime(e.given.at)}</span>
            </dd>
            {e.given.note && (
              <>
                <dt>{t('说明')}</dt>
                <dd>{e.given.note}</dd>
              </>
            )}
          </dl>
        </Part>
      )}
      {nothing && <p className="jd-muted">{t('这个数值背后没有办件、台账、测评或数据。')}</p>}
    </>
  );
}

function Cases({
  title,
  of,
  part,
}: {
  title: string;
  of: EvidenceView;
  part: 'hit' | 'miss' | 'without' | 'base';
}) {
  const t = useText();
  const cases = of.cases.filter((c) => c.part === part);
  if (cases.length === 0) return null;
  return (
    <Part title={`${title} ${t('{n} 件', { n: cases.length })}`}>
      <CaseTable cases={cases} />
    </Part>
  );
}

function Entries({ entries }: { entries: EvidenceView['entries'] }) {
  const t = useText();
  return (
    <Part title={t('台账 {n} 条', { n: entries.length })}>
      {entries.map((e) => (
        <article key={e.id} className="jd-result-entry">
          <p>
            {e.register} <span className="jd-badge">{e.state}</span>{' '}
            <span className="jd-muted jd-number">{dateTime(e.at)}</span>
          </p>
          <dl className="jd-facts">
            {e.values.map((v) => (
              <div key={v.label} className="jd-result-pair">
                <dt>{v.label}</dt>
                <dd>{v.value}</dd>
              </div>
            ))}
          </dl>
        </article>
      ))}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="jd-result-behind">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** An indicator, adjustment or veto by its id. */
function partOf(scheme: Scheme, id: string) {
  const leaf = leavesOf(scheme).find((l) => l.id === id);
  if (leaf) return { title: leaf.title, leaf, source: leaf.source, description: leaf.description };
  const other = [...(scheme.adjustments ?? []), ...(scheme.vetoes ?? [])].find((a) => a.id === id);
  return (
    other && { title: other.title, leaf: undefined, source: other.source, description: other.description }
  );
}
