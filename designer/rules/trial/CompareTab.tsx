import { Select } from 'antd';
import { useState } from 'react';
import { alignSchemes } from '../../../rules/scheme/align.ts';
import { isGroup } from '../../../rules/scheme/tree.ts';
import type { Indicator, Scheme } from '../../../rules/scheme/types.ts';
import { Failure } from '../../app/Failure.tsx';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { dateTime } from '../../shared/format.ts';
import { useVersions } from '../api.ts';
import { schemeSentences } from '../changes.ts';
import { isScheme, readJson } from '../documents.ts';
import {
  describeDirection,
  describeScale,
  describeSource,
  MISSING_NAMES,
  type SourceNames,
} from '../scheme/describe.ts';
import { useSourceNames } from '../scheme/surroundings.ts';
import { useText as useSchemeText } from '../scheme/text.ts';
import { useText } from './text.ts';
import { WeightsFromNote } from './WeightsFromNote.tsx';
import './trial.css';
import { TableHead } from '../../shared/TableHead.tsx';

const DRAFT = 'draft';

/** Two versions of a scheme side by side, or the draft and a version: trees aligned by id, what differs marked. */
export function CompareTab(props: {
  packageId: string;
  file: string;
  files: Readonly<Record<string, string>>;
  scheme: Scheme;
}) {
  const { packageId, file, files, scheme } = props;
  const t = useText();
  const { data, error, refetch } = useVersions(packageId, file);
  const [chosen, setChosen] = useState<{ left?: string; right?: string }>({});
  const versions = (data ?? []).flatMap((v) => {
    const value = readJson(v.text);
    return isScheme(value) ? [{ ...v, scheme: value }] : [];
  });
  const names = useSourceNames(files, [scheme, ...versions.map((v) => v.scheme)]);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const current = versions.find((v) => v.current) ?? versions[0];
  if (!current) return <Nothing title={t('还没有发布的版本')}>{t('发布之后，可以与草稿对比。')}</Nothing>;
  const options = [
    { value: DRAFT, label: t('现在的内容') },
    ...versions.map((v) => ({
      value: v.releaseId,
      label: `${t('第 {n} 版', { n: v.number })}${v.current ? t('（生效）') : ''} ${dateTime(v.at)} ${v.byName}`,
    })),
  ];
  const left = chosen.left ?? current.releaseId;
  const right = chosen.right ?? DRAFT;
  const of = (id: string): Scheme => versions.find((v) => v.releaseId === id)?.scheme ?? scheme;
  const [before, after] = [of(left), of(right)];
  const { rows, own } = alignSchemes(before, after);
  const differing = rows.filter((r) => !r.before || !r.after || r.moved || r.changed.size > 0).length;
  const select = (side: 'left' | 'right', label: string, value: string) => (
    <Select
      aria-label={label}
      className="jd-trial-version"
      value={value}
      options={options}
      onChange={(next: string) => setChosen({ ...chosen, [side]: next })}
    />
  );
  return (
    <div className="jd-rule-main jd-rule-stack">
      <div className="jd-trial-versions">
        {select('left', t('左边的版本'), left)}
        {select('right', t('右边的版本'), right)}
      </div>
      <p role="status">
        {differing + own.length === 0
          ? t('两个版本相同。')
          : t('{n} 项指标不同', { n: differing }) +
            (own.length > 0 ? t('；指标体系本身有 {n} 处不同', { n: own.length }) : '') +
            t('。')}
      </p>
      {own.length > 0 && (
        <ul className="jd-rule-changes">
          {schemeSentences(own).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <div className="jd-trial-versions">
        {[before, after].map((side, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: left and right; without weights of a round the side stays empty
          <div key={i}>
            <WeightsFromNote scheme={side} />
          </div>
        ))}
      </div>
      <div className="jd-scroll">
        <table className="jd-list-table jd-trial-compare">
          <TableHead columns={[t('左边'), t('权重'), t('右边'), t('权重')]} />
          <tbody>
            {rows.map((r) => (
              <tr key={r.id} data-aligned={r.id}>
                <Side
                  node={r.before}
                  other={r.after}
                  scheme={before}
                  names={names}
                  {...r}
                  gone={t('（没有这一项）')}
                />
                <Side
                  node={r.after}
                  other={r.before}
                  scheme={after}
                  names={names}
                  {...r}
                  gone={t('（没有这一项）')}
                />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Side(props: {
  node: Indicator | undefined;
  other: Indicator | undefined;
  scheme: Scheme;
  names: SourceNames;
  depth: number;
  moved: boolean;
  changed: ReadonlySet<string>;
  gone: string;
}) {
  const { node, other, scheme, names, depth, moved, changed, gone } = props;
  const t = useText();
  const ts = useSchemeText();
  if (!node)
    return (
      <td colSpan={2} className="jd-muted">
        {gone}
      </td>
    );
  const mark = (...fields: string[]) =>
    !other || fields.some((f) => changed.has(f)) ? 'jd-trial-differs' : '';
  const parts: [name: string, fields: string[], text: string][] = isGroup(node)
    ? []
    : [
        [t('方向'), ['direction', 'unit'], describeDirection(node, ts)],
        [t('计分方式'), ['scale'], describeScale(node.scale, ts)],
        [t('数据来源'), ['source'], describeSource(node.source, scheme, names, ts)],
        [t('没有数据时'), ['missing'], ts(MISSING_NAMES[node.missing])],
      ];
  if (node.description || changed.has('description'))
    parts.push([t('说明'), ['description'], node.description ?? '–']);
  // what is alike on both sides need not be read twice: only what differs, or all of what the other lacks
  const shown = parts.filter(([, fields]) => !other || fields.some((f) => changed.has(f)));
  return (
    <>
      <td style={{ paddingLeft: 8 + depth * 16 }}>
        <span className={mark('title', 'children')}>
          {isGroup(node) ? <strong>{node.title}</strong> : node.title}
        </span>
        {moved && <span className="jd-badge jd-badge-soon">{t('移动')}</span>}
        {shown.map(([name, fields, text]) => (
          <span key={name} className="jd-list-sub">
            {name}：<span className={mark(...fields)}>{text}</span>
          </span>
        ))}
      </td>
      <td className="jd-number">
        <span className={mark('weight')}>{node.weight}</span>
      </td>
    </>
  );
}
