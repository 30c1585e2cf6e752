import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Select } from 'antd';
import { useState } from 'react';
import type { CalendarYearView, Recomputed } from '../../server/calendar/schemas.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import { useMay } from '../api/session.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useT } from '../i18n/index.ts';
import { DayDialog } from './DayDialog.tsx';
import { MonthGrid } from './MonthGrid.tsx';
import './calendar.css';

export default function CalendarPage() {
  const t = useT();
  const edits = useMay('calendar.edit');
  const client = useQueryClient();
  const { message } = App.useApp();
  const thisYear = new Date().getFullYear();
  const [year, setYear] = useState(thisYear);
  const [chosen, setChosen] = useState<string>();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => api.get<CalendarYearView>(`/api/calendar/${year}`),
  });
  const told = async (deed: Promise<Recomputed>) => {
    const moved = await deed;
    message.success(t('已保存，{n} 个期限随之调整。', { n: moved.clocks + moved.tasks }));
    await client.invalidateQueries({ queryKey: ['calendar'] });
  };
  const confirmYear = async (confirmed: boolean) => {
    try {
      await told(api.put<Recomputed>(`/api/calendar/years/${year}`, { confirmed }));
    } catch (problem) {
      message.error(messageOf(problem));
    }
  };
  const days = new Map((data?.days ?? []).map((d) => [d.date, d]));
  return (
    <PageFrame
      title={t('工作日历')}
      subtitle={t('期限按工作日计算时，以此表为准。')}
      actions={
        <Select
          aria-label={t('年度')}
          value={year}
          onChange={setYear}
          options={[-1, 0, 1, 2].map((n) => ({
            value: thisYear + n,
            label: t('{year} 年', { year: thisYear + n }),
          }))}
        />
      }
    >
      {isPending ? (
        <Loading />
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <>
          {!data.announced && !data.confirmed && (
            <Alert
              type="warning"
              showIcon
              style={{ marginBottom: 14 }}
              title={t('{year} 年的放假安排尚未公布，按周末和法定节日暂定，公布后请补录。', { year })}
              action={edits && <Button onClick={() => void confirmYear(true)}>{t('已补录完毕')}</Button>}
            />
          )}
          <ul className="jd-cal-legend" aria-label={t('图例')}>
            <li className="jd-cal-off">{t('休息日')}</li>
            <li className="jd-cal-make">{t('调休上班')}</li>
            <li className="jd-cal-set">{t('本单位设置')}</li>
            {year === thisYear && <li className="jd-cal-today">{t('今天')}</li>}
          </ul>
          <div className="jd-cal">
            {Array.from({ length: 12 }, (_, i) => i + 1).map((month) => (
              <MonthGrid
                key={month}
                year={year}
                month={month}
                days={days}
                onChoose={edits ? setChosen : undefined}
              />
            ))}
          </div>
        </>
      )}
      {chosen && (
        <DayDialog date={chosen} day={days.get(chosen)} act={told} onClose={() => setChosen(undefined)} />
      )}
    </PageFrame>
  );
}
