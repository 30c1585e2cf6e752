import { TableHead } from '../../shared/TableHead.tsx';
import { PartialDataNote } from '../PartialDataNote.tsx';
import type { TrialOf } from './api.ts';
import { useText } from './text.ts';

type Row = TrialOf<'scheme'>['objects'][number];

/** Old and new score, rank and grade of each object, and which indicators made the difference. */
export function SchemeTrial({ trial }: { trial: TrialOf<'scheme'> }) {
  const t = useText();
  const total = (side: Row['before']) => (side?.total == null ? '–' : side.total.toFixed(2));
  return (
    <>
      <PartialDataNote gaps={trial.gaps} />
      <div className="jd-scroll">
        <table className="jd-list-table jd-trial-beside">
          <TableHead
            columns={[t('对象'), t('生效版得分'), t('草稿得分'), t('名次'), t('等次'), t('差别来自（分）')]}
          />
          <tbody>
            {trial.objects.map((o) => (
              <tr key={o.id} data-body={o.id}>
                <td>{o.title}</td>
                <td className="jd-number">{total(o.before)}</td>
                <td className="jd-number">
                  {total(o.after)} <By points={(o.after?.total ?? 0) - (o.before?.total ?? 0)} />
                </td>
                <td className="jd-number">
                  <Turned was={o.before?.rank} now={o.after?.rank} />
                </td>
                <td>
                  <Turned was={o.before?.grade?.title} now={o.after?.grade?.title} />
                </td>
                <td>
                  <Made row={o} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** What made the difference, and what is left of it, so that they add up. */
function Made({ row: { made, others } }: { row: Row }) {
  const t = useText();
  if (made.length === 0 && isNone(others)) return <span className="jd-muted">{t('不变')}</span>;
  return (
    <>
      {made.map((m) => (
        <span key={m.id} className="jd-trial-made">
          {m.title} <By points={m.points} />
        </span>
      ))}
      {!isNone(others) && (
        <span className="jd-trial-made">
          {t('其余')} <By points={others} />
        </span>
      )}
    </>
  );
}

/** Points that two decimals do not show. */
const isNone = (points: number) => Math.abs(points) < 0.005;

function By({ points }: { points: number }) {
  if (isNone(points)) return null;
  return (
    <span className={`jd-number ${points > 0 ? 'jd-rule-up' : 'jd-rule-down'}`}>
      {points > 0 ? '+' : '−'}
      {Math.abs(points).toFixed(2)}
    </span>
  );
}

/** `2 → 1`, or only what it is where nothing turned. */
function Turned({
  was,
  now,
}: {
  was: string | number | null | undefined;
  now: string | number | null | undefined;
}) {
  if (was === now) return <>{now ?? '–'}</>;
  return (
    <>
      <span className="jd-muted">{was ?? '–'} → </span>
      <strong>{now ?? '–'}</strong>
    </>
  );
}
