import { SaveOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Radio, Select, Upload } from 'antd';
import { useRef, useState } from 'react';
import { TableHead } from '../../shared/TableHead.tsx';
import {
  type Chosen,
  type ChosenOrBefore,
  type DataPlace,
  type DataTableView,
  dataDeeds,
  type ReadView,
  type SentFile,
  sent,
} from './api.ts';
import { NoteField } from './NoteField.tsx';
import { PlaceList, Places } from './Places.tsx';
import { useText } from './text.ts';
import { useSave } from './use-save.ts';

interface Reading {
  file: SentFile;
  view: ReadView;
}

/** A spreadsheet: read on the server, its columns matched, its wrong cells shown, and only then saved. */
export function UploadTable(props: { place: DataPlace; data: DataTableView; onSaved: () => void }) {
  const t = useText();
  const { place, data, onSaved } = props;
  const { save, saving, problem } = useSave(place);
  const [reading, setReading] = useState<Reading>();
  const [refused, setRefused] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [mode, setMode] = useState<'merge' | 'replace'>('merge');
  const [note, setNote] = useState('');
  // answers may overtake one another: only what was asked last is shown
  const asked = useRef(0);
  const read = async (file: SentFile, columns: ChosenOrBefore) => {
    asked.current += 1;
    const mine = asked.current;
    const isLast = () => mine === asked.current;
    setBusy(true);
    setRefused(undefined);
    try {
      const view = await dataDeeds.read(place, file, columns);
      if (isLast()) setReading({ file, view });
    } catch (error) {
      if (!isLast()) return;
      setReading(undefined);
      setRefused(error);
    } finally {
      if (isLast()) setBusy(false);
    }
  };
  /** A file that takes the place of another, mostly the same one put right: the columns stay as they were chosen. */
  const readNew = async (file: File) => {
    const before = reading && { headings: reading.view.headings, ...reading.view.chosen };
    await read(await sent(file), before ? { before } : {});
  };
  return (
    <div className="jd-rule-stack">
      <p className="jd-muted">
        {t(
          '第一行是表头，每行一个单位。.xlsx 取第一张工作表；.csv 用 UTF-8 或 GBK 编码都可以。不超过 5 MB、5000 行。',
        )}
      </p>
      <div className="jd-rule-bar">
        <Upload
          accept=".xlsx,.csv"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            void readNew(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} loading={busy}>
            {t('选择文件')}
          </Button>
        </Upload>
        {reading && <span>{t('{file}，{n} 行', { file: reading.file.name, n: reading.view.lines })}</span>}
      </div>
      <Places problem={refused} />
      {reading && (
        <>
          <Mapping
            view={reading.view}
            data={data}
            onChange={(chosen) => void read(reading.file, { chosen })}
          />
          {reading.view.problems.length > 0 && (
            <PlaceList
              title={t('有 {n} 处不能采用，请在表格中更正后重新选择文件：', {
                n: reading.view.problems.length,
              })}
              places={reading.view.problems}
            />
          )}
          {reading.view.warnings.map((w) => (
            <PlaceList key={w} type="warning" title={w} places={[]} />
          ))}
          <Preview view={reading.view} data={data} />
          <Places problem={problem} />
          <div className="jd-rule-bar">
            <Radio.Group
              value={mode}
              onChange={(e) => setMode(e.target.value as typeof mode)}
              options={[
                { value: 'merge', label: t('只更新表格中有的单位和指标') },
                { value: 'replace', label: t('整体替换现有数据') },
              ]}
            />
            <NoteField value={note} onChange={setNote} />
            <Button
              type="primary"
              icon={<SaveOutlined />}
              loading={saving}
              disabled={busy || reading.view.problems.length > 0}
              onClick={() =>
                void save({
                  version: data.version,
                  note,
                  mode,
                  from: { file: reading.file, chosen: reading.view.chosen },
                }).then((kept) => kept && onSaved())
              }
            >
              {t('保存')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Which column is what; kept for the next file. */
function Mapping(props: { view: ReadView; data: DataTableView; onChange: (next: Chosen) => void }) {
  const t = useText();
  const { view, data, onChange } = props;
  const { chosen, headings } = view;
  const of = (heading: string) =>
    heading === chosen.object ? '#' : (chosen.columns.find((c) => c.heading === heading)?.indicator ?? '');
  const choose = (heading: string, indicator: string) => {
    const rest = chosen.columns.filter((c) => c.heading !== heading && c.indicator !== indicator);
    if (indicator === '#') return onChange({ object: heading, columns: rest });
    onChange({ ...chosen, columns: indicator ? [...rest, { heading, indicator }] : rest });
  };
  return (
    <table className="jd-list-table jd-data-mapping">
      <TableHead columns={[t('表格中的列'), t('是哪项数据')]} />
      <tbody>
        {headings.map((heading) => (
          <tr key={heading}>
            <th scope="row">{heading}</th>
            <td>
              <Select
                aria-label={t('“{heading}”列是哪项数据', { heading })}
                value={of(heading)}
                options={[
                  { value: '', label: t('不用') },
                  { value: '#', label: t('单位名称') },
                  ...data.columns.map((c) => ({ value: c.id, label: c.title })),
                ]}
                onChange={(next: string) => choose(heading, next)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SHOWN = 20;

function Preview({ view, data }: { view: ReadView; data: DataTableView }) {
  const t = useText();
  if (view.rows.length === 0) return null;
  const columns = data.columns.filter((c) => view.chosen.columns.some((x) => x.indicator === c.id));
  const names = new Map(data.bodies.map((b) => [b.id, b.name]));
  const shown = (c: (typeof columns)[number], v: number | string | null | undefined) =>
    v === null || v === undefined ? '—' : (c.levels?.find((l) => l.id === v)?.title ?? String(v));
  return (
    <div className="jd-data-scroll">
      <table className="jd-list-table">
        <caption className="jd-muted">{t('对应到目录中的单位后（前 {n} 行）', { n: SHOWN })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('单位')}</th>
            {columns.map((c) => (
              <th key={c.id} scope="col">
                {c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.slice(0, SHOWN).map((r) => (
            <tr key={r.row}>
              <th scope="row">{names.get(r.object) ?? r.object}</th>
              {columns.map((c) => (
                <td key={c.id}>{shown(c, r.values[c.id])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
