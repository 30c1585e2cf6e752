import { Button } from 'antd';
import { useState } from 'react';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { dateTime } from '../shared/format.ts';
import { useVersions } from './api.ts';
import { ChangeLines } from './ChangeLines.tsx';
import { changesBetween } from './changes.ts';

/** Published versions: who, when, why; each compared with what stands in the editor. */
export function Versions(props: {
  packageId: string;
  file: string;
  text: string;
  onTake?: (text: string) => void;
}) {
  const { packageId, file, text, onTake } = props;
  const { data, error, isPending, refetch } = useVersions(packageId, file);
  const [shown, setShown] = useState<number>();
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <ul className="jd-rule-main">
      {data.map((v) => (
        <li key={v.releaseId}>
          <div className="jd-rule-version">
            <strong className="jd-nowrap">第 {v.number} 版</strong>
            {v.current && <span className="jd-badge jd-badge-good">生效</span>}
            <span className="jd-grow">{v.reason}</span>
            <span className="jd-muted jd-nowrap">
              {v.byName} {dateTime(v.at)}
            </span>
            <Button size="small" onClick={() => setShown(shown === v.number ? undefined : v.number)}>
              {shown === v.number ? '收起' : '与现在的内容对比'}
            </Button>
            {onTake && v.text !== text && (
              <Button size="small" onClick={() => onTake(v.text)}>
                取这一版来改
              </Button>
            )}
          </div>
          {shown === v.number && (
            <ChangeLines title={`从第 ${v.number} 版到现在的内容`} lines={changesBetween(v.text, text)} />
          )}
        </li>
      ))}
    </ul>
  );
}
