import { Alert, Button } from 'antd';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RuleSet } from '../../../rules/ruleset/types.ts';
import { partialData } from '../../../rules/scheme/coverage.ts';
import { flatten, isGroup } from '../../../rules/scheme/tree.ts';
import type { MeasuredObject, Scheme } from '../../../rules/scheme/types.ts';
import { createWhatIf, type WhatIf } from '../../../rules/scheme/what-if.ts';
import { messageOf } from '../../api/problem.ts';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { PartialDataNote } from '../PartialDataNote.tsx';
import { PlaceFields } from '../PlaceFields.tsx';
import { useGradeRules } from '../scheme/grade-rules.ts';
import { useGrades } from '../scheme/use-grades.ts';
import { useMeasures } from '../scheme/use-measures.ts';
import { type Place, usePlace } from '../use-place.ts';
import { createPainter } from './paint.ts';
import { RankHolds } from './RankHolds.tsx';
import { Robustness } from './Robustness.tsx';
import { useText } from './text.ts';
import './trial.css';

/** Milliseconds without a move after which weights rest: grades by rule set and the tables below are reckoned then. */
const REST = 250;
/** What ends the holding of a slider. */
const RELEASES = ['pointerup', 'pointercancel', 'blur'] as const;
/** A table by its roles: rows of a <table> cannot be moved by transform alone. */
const AS = Object.fromEntries(
  ['table', 'row', 'rowgroup', 'columnheader', 'cell'].map((role) => [role, { role }]),
);

/** 推演与稳健性: weights moved in thought over real figures; nothing is kept until it is put into the draft. */
export function WhatIfTab(props: {
  packageId: string;
  scheme: Scheme;
  files: Readonly<Record<string, string>>;
  onTake?: (next: Scheme) => void;
}) {
  const { packageId, scheme, files, onTake } = props;
  const t = useText();
  const choice = usePlace(packageId);
  const { data, error, isPending } = useMeasures(packageId, scheme, choice.place);
  const rules = useGradeRules(files, scheme, choice);
  return (
    <div className="jd-rule-main jd-rule-stack">
      <p className="jd-muted">
        {t('移动权重，得分、名次和等次立即随之变化。这里只是推演，“写入草稿”之前不改变任何内容。')}
      </p>
      <PlaceFields choice={choice} run={data?.view} />
      {error && <Alert role="alert" type="error" showIcon title={messageOf(error)} />}
      {choice.loading || (choice.place && isPending) ? (
        <Loading />
      ) : !choice.place || !data || data.objects.length === 0 ? (
        !error && (
          <Nothing title={t('没有可以推演的数据')}>{t('这个年度和地区没有可以评价的对象，请另选。')}</Nothing>
        )
      ) : (
        <Board
          key={JSON.stringify(scheme)}
          {...{ packageId, scheme, rules }}
          objects={data.objects}
          place={choice.place}
          {...(onTake ? { onTake } : {})}
        />
      )}
    </div>
  );
}

function Board(props: {
  packageId: string;
  scheme: Scheme;
  objects: readonly MeasuredObject[];
  rules: RuleSet | undefined;
  place: Place;
  onTake?: (next: Scheme) => void;
}) {
  const { packageId, scheme, objects, rules, place, onTake } = props;
  const t = useText();
  const first = useMemo(() => createWhatIf(scheme, { objects }), [scheme, objects]);
  const gaps = useMemo(() => partialData(scheme, { objects }), [scheme, objects]);
  // `resting`: as React knows it; `moving`: of the very frame
  const [resting, setResting] = useState<WhatIf>(first);
  const moving = useRef(first);
  const frame = useRef(0);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** While a slider is held nothing rests: what is reckoned then would stand in the way of the next move. */
  const held = useRef(false);
  const grades = useGrades(resting, rules);
  // what a rule set said last, by object; undefined: the scheme's own bounds grade, by the frame
  const graded = useRef<ReadonlyMap<string, string>>(undefined);
  const table = useRef<HTMLDivElement>(null);
  const weights = useRef<HTMLUListElement>(null);
  const painter = useRef<ReturnType<typeof createPainter>>(undefined);
  useLayoutEffect(() => {
    if (!table.current || !weights.current) return;
    painter.current = createPainter(table.current, weights.current, scheme.decimals);
    moving.current = first;
    setResting(first);
    painter.current.paint(first, { graded: graded.current, all: true });
    return () => painter.current?.close();
  }, [first, scheme.decimals]);
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      clearTimeout(rest.current);
    },
    [],
  );
  useLayoutEffect(() => {
    graded.current = rules
      ? new Map([...grades.of].map(([id, g]): [string, string] => [id, g.grade?.title ?? '']))
      : undefined;
    painter.current?.paint(moving.current, { graded: graded.current, all: moving.current === resting });
  }, [rules, grades, resting]);
  const show = (next: WhatIf) => {
    moving.current = next;
    frame.current ||= requestAnimationFrame(() => {
      frame.current = 0;
      painter.current?.paint(moving.current, { graded: graded.current });
    });
    // grades by a rule set are those of the last rest until then
    if (table.current) table.current.dataset.moving = 'true';
    settle();
  };
  const settle = () => {
    clearTimeout(rest.current);
    if (held.current || !table.current?.dataset.moving) return;
    rest.current = setTimeout(() => {
      if (table.current) delete table.current.dataset.moving;
      setResting(moving.current);
    }, REST);
  };
  const hold = () => {
    held.current = true;
    clearTimeout(rest.current);
    const release = () => {
      for (const name of RELEASES) window.removeEventListener(name, release);
      held.current = false;
      settle();
    };
    for (const name of RELEASES) window.addEventListener(name, release);
  };
  const move = (event: React.FormEvent<HTMLUListElement>) => {
    const input = event.target as HTMLInputElement;
    const id = input.dataset.weight;
    if (id) show(moving.current.withWeight(id, Number(input.value)));
  };
  const { nodes } = useMemo(() => flatten(scheme), [scheme]);
  const draft = useMemo(() => resting.scheme(), [resting]);
  return (
    <>
      <PartialDataNote gaps={gaps} />
      <div className="jd-trial-board">
        <section aria-label={t('权重')} className="jd-trial-weights">
          <h3>{t('权重')}</h3>
          <ul ref={weights} onInput={move} onPointerDown={hold}>
            {nodes.map(({ node, depth, siblings }) => (
              <li key={node.id} className={isGroup(node) ? 'jd-trial-group' : ''}>
                <label
                  htmlFor={`jd-weight-${node.id}`}
                  style={{ paddingLeft: depth * 16 }}
                  title={node.title}
                >
                  {node.title}
                </label>
                <input
                  id={`jd-weight-${node.id}`}
                  data-weight={node.id}
                  type="range"
                  min={0}
                  max={100}
                  step={0.1}
                  defaultValue={node.weight}
                  disabled={siblings.length < 2}
                />
                <output htmlFor={`jd-weight-${node.id}`} data-figure={node.id} className="jd-number">
                  {node.weight.toFixed(1)}
                </output>
              </li>
            ))}
          </ul>
          <div className="jd-rule-line">
            <Button onClick={() => show(first)}>{t('恢复')}</Button>
            {onTake && (
              <Button type="primary" disabled={resting === first} onClick={() => onTake(resting.scheme())}>
                {t('写入草稿')}
              </Button>
            )}
          </div>
        </section>
        <section aria-label={t('得分与名次')} className="jd-trial-ranks">
          <h3>{t('得分与名次')}</h3>
          <div
            {...AS.table}
            ref={table}
            className="jd-trial-table"
            onScroll={() => painter.current?.paint(moving.current, { graded: graded.current })}
          >
            <div {...AS.row} className="jd-trial-row jd-trial-head">
              {[t('名次'), t('对象'), t('得分'), t('变化'), t('等次')].map((name) => (
                <span key={name} {...AS.columnheader}>
                  {name}
                </span>
              ))}
            </div>
            <div {...AS.rowgroup} className="jd-trial-rows">
              {objects.map((o) => (
                <Slot key={o.id} ruled={rules !== undefined} />
              ))}
            </div>
          </div>
          {grades.problem && (
            <p className="jd-rule-wrong" role="alert">
              {t('等次暂时算不出：{problem}', { problem: grades.problem })}
            </p>
          )}
        </section>
      </div>
      <Robustness scheme={draft} {...{ objects, rules }} />
      <RankHolds {...{ packageId, place, objects }} scheme={draft} />
    </>
  );
}

/** A place in the order: the painter writes into its cells, React never again. */
const Slot = memo(({ ruled }: { ruled: boolean }) => (
  <div {...AS.row} data-slot className="jd-trial-row">
    <span {...AS.cell} data-cell="rank" className="jd-number" />
    <span {...AS.cell} data-cell="name" className="jd-trial-name" />
    <span {...AS.cell} data-cell="total" className="jd-number" />
    <span {...AS.cell} data-cell="change" className="jd-number" />
    <span {...AS.cell} data-cell="grade" className={ruled ? 'jd-trial-ruled' : ''} />
  </div>
));
