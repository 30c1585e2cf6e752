import { App, Button } from 'antd';
import { messageOf } from '../../api/problem.ts';
import { dateTime } from '../../shared/format.ts';
import { TableHead } from '../../shared/TableHead.tsx';
import { type DataPlace, type DataTableView, dataDeeds } from './api.ts';
import { useText } from './text.ts';
import { useSave } from './use-save.ts';

/** Every saving: who, when, why, the file; an earlier one can be taken up again as a new version. */
export function DataVersions({ place, data }: { place: DataPlace; data: DataTableView }) {
  const t = useText();
  const { save } = useSave(place);
  const { modal, message } = App.useApp();
  if (data.versions.length === 0) return <p className="jd-muted">{t('还没有保存过数据。')}</p>;
  const restore = (id: string, number: number) =>
    modal.confirm({
      title: t('恢复第 {n} 版的数据？', { n: number }),
      content: t('恢复会另存为一个新版本，现有数据仍留在版本里。'),
      okText: t('恢复'),
      cancelText: t('取消'),
      onOk: async () => {
        try {
          const { rows } = await dataDeeds.rows(id);
          const typed = rows.map(({ object, values }) => ({ object, values }));
          const note = t('恢复第 {n} 版', { n: number });
          await save({ version: data.version, note, mode: 'replace', from: { typed } });
        } catch (error) {
          message.error(messageOf(error));
        }
      },
    });
  return (
    <table className="jd-list-table">
      <TableHead
        columns={[t('版本'), t('保存时间'), t('保存人'), t('来源'), t('单位数'), t('说明')]}
        deeds={t('操作')}
      />
      <tbody>
        {data.versions.map((v) => (
          <tr key={v.id}>
            <td className="jd-number">
              {t('第 {n} 版', { n: v.version })} {v.current && <b>{t('现行')}</b>}
            </td>
            <td>{dateTime(v.at)}</td>
            <td>{v.byName}</td>
            <td>
              {v.file ? (
                <a href={dataDeeds.fileUrl(v.id)} download>
                  {v.file}
                </a>
              ) : (
                t('手工填报')
              )}
            </td>
            <td className="jd-number">{v.rows}</td>
            <td>{v.note}</td>
            <td>
              {!v.current && (
                <Button size="small" onClick={() => restore(v.id, v.version)}>
                  {t('恢复')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
