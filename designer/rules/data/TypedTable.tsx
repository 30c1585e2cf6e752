import { SaveOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { type RefObject, useEffect, useState } from 'react';
import type { DataPlace, DataTableView, Values } from './api.ts';
import { NoteField } from './NoteField.tsx';
import { Places } from './Places.tsx';
import { useText } from './text.ts';
import { useSave } from './use-save.ts';

/** What is typed and not yet saved is known to the page, which asks before it is left. */
export interface Unsaved {
  /** Saves it; set while there is a table. */
  save: RefObject<(() => Promise<unknown>) | null>;
  setDirty: (dirty: boolean) => void;
}

/** The values in force as a table, body by indicator, to be typed in. */
export function TypedTable(props: { place: DataPlace; data: DataTableView; unsaved: Unsaved }) {
  const t = useText();
  const { place, data, unsaved } = props;
  const { save, saving, problem } = useSave(place);
  const [note, setNote] = useState('');
  const [values, setValues] = useState<Record<string, Values>>(() =>
    Object.fromEntries(data.rows.map((r) => [r.object, r.values])),
  );
  const [changed, setChanged] = useState(false);
  const set = (body: string, column: string, value: number | string | null) => {
    setChanged(true);
    setValues((before) => ({ ...before, [body]: { ...before[body], [column]: value } }));
  };
  const typed = data.bodies.flatMap(({ id }) => {
    const own = Object.fromEntries(
      data.columns.flatMap((c) => {
        const v = values[id]?.[c.id];
        return v === undefined || v === null ? [] : [[c.id, v]];
      }),
    );
    return Object.keys(own).length > 0 ? [{ object: id, values: own }] : [];
  });
  const { setDirty } = unsaved;
  const keep = async () => {
    const kept = await save({ version: data.version, note, mode: 'replace', from: { typed } });
    if (kept) setDirty(false);
    return kept;
  };
  useEffect(() => {
    unsaved.save.current = keep;
  });
  useEffect(() => {
    setDirty(changed);
    return () => setDirty(false);
  }, [changed, setDirty]);
  return (
    <div className="jd-rule-stack">
      <p className="jd-muted">{t('没有数据的请留空：留空按指标体系规定的办法处理，不等于 0。')}</p>
      <Places problem={problem} />
      <div className="jd-data-scroll">
        <table className="jd-list-table jd-data-table">
          <thead>
            <tr>
              <th scope="col">{t('单位')}</th>
              {data.columns.map((c) => (
                <th key={c.id} scope="col">
                  {c.title}
                  {c.unit && `（${c.unit}）`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.bodies.map((b) => (
              <tr key={b.id} data-body={b.id}>
                <th scope="row" title={b.name}>
                  {b.shortName}
                </th>
                {data.columns.map((c) => {
                  const value = values[b.id]?.[c.id] ?? null;
                  const label = `${b.shortName}：${c.title}`;
                  return (
                    <td key={c.id}>
                      {c.levels ? (
                        <Select<string | number | null>
                          aria-label={label}
                          allowClear
                          placeholder="—"
                          value={value}
                          options={c.levels.map((l) => ({ value: l.id, label: l.title }))}
                          onChange={(next) => set(b.id, c.id, next ?? null)}
                        />
                      ) : (
                        <InputNumber
                          aria-label={label}
                          placeholder="—"
                          value={typeof value === 'number' ? value : null}
                          onChange={(next) => set(b.id, c.id, next)}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="jd-rule-bar">
        <NoteField value={note} onChange={setNote} />
        <Button
          type="primary"
          icon={<SaveOutlined />}
          disabled={!changed}
          loading={saving}
          onClick={() => void keep()}
        >
          {t('保存')}
        </Button>
      </div>
    </div>
  );
}
