import { Button } from 'antd';
import { useState } from 'react';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { dateTime } from '../shared/format.ts';
import { useVersions } from './api.ts';
import { ChangeLines } from './ChangeLines.tsx';
import { changesBetween } from './changes.ts';
import { isScheme, readJson } from './documents.ts';
import { useText } from './text.ts';
import { WeightsFromNote } from './trial/WeightsFromNote.tsx';

/** Published versions: who, when, why; each compared with what stands in the editor. */
export function Versions(props: {
  packageId: string;
  file: string;
  text: string;
  onTake?: (text: string) => void;
}) {
  const { packageId, file, text, onTake } = props;
  const t = useText();
  const { data, error, isPending, refetch } = useVersions(packageId, file);
  const [shown, setShown] = useState<number>();
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (data.length === 0)
    return (
      <Nothing title={t('还没有发布的版本')}>
        {t('发布之后，每一版由谁、何时、为什么发布都列在这里，可以与现在的内容对比。')}
      </Nothing>
    );
  return (
    <ul className="jd-rule-main">
      {data.map((v) => (
        <li key={v.releaseId}>
          <div className="jd-rule-version">
            <strong className="jd-nowrap">{t('第 {n} 版', { n: v.number })}</strong>
            {v.current && <span className="jd-badge jd-badge-good">{t('生效')}</span>}
            <span className="jd-grow">{v.reason}</span>
            <span className="jd-muted jd-nowrap">
              {v.byName} {dateTime(v.at)}
            </span>
            <Button size="small" onClick={() => setShown(shown === v.number ? undefined : v.number)}>
              {shown === v.number ? t('收起') : t('与现在的内容对比')}
            </Button>
            {onTake && v.text !== text && (
              <Button size="small" onClick={() => onTake(v.text)}>
                {t('取这一版来改')}
              </Button>
            )}
          </div>
          <Provenance text={v.text} />
          {shown === v.number && (
            <ChangeLines
              title={t('从第 {number} 版到现在的内容', { number: v.number })}
              lines={changesBetween(v.text, text)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** A version whose weights are of a round names it. */
function Provenance({ text }: { text: string }) {
  const scheme = readJson(text);
  return isScheme(scheme) ? <WeightsFromNote scheme={scheme} /> : null;
}
