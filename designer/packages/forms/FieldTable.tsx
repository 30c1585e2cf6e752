import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FormProblem } from '../../../forms/check.ts';
import type { FormDocument } from '../../../forms/document.ts';
import { type FieldRow, newRow, rowsOf, withRows } from '../../../forms/edit.ts';
import { fieldOf } from '../place.ts';
import { useText } from '../text.ts';
import { duplicateField, moveRow } from './edit-form.ts';
import { FieldRowView } from './FieldRowView.tsx';

export interface FieldTableProps {
  doc: FormDocument;
  problems: FormProblem[];
  /** Field to open and show: from the list of problems. */
  focus: string | undefined;
  onChange: (next: FormDocument) => void;
}

/** The fields of a form in page order: a row each, with details below the one that is open. */
export function FieldTable({ doc, problems, focus, onChange }: FieldTableProps) {
  const t = useText();
  const rows = rowsOf(doc);
  const [open, setOpen] = useState<string>();
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const table = useRef<HTMLTableElement>(null);

  const show = (name: string) =>
    table.current?.querySelector(`[data-field="${CSS.escape(name)}"]`)?.scrollIntoView({ block: 'center' });
  useEffect(() => {
    if (focus === undefined) return;
    setOpen(focus);
    const timer = setTimeout(() => {
      const row = table.current?.querySelector(`[data-field="${CSS.escape(focus)}"]`);
      row?.scrollIntoView({ block: 'center' });
      row?.querySelector<HTMLInputElement>('input')?.focus({ preventScroll: true });
    }, 60);
    return () => clearTimeout(timer);
  }, [focus]);

  const write = (next: FieldRow[], renamed?: Record<string, string>) =>
    onChange(withRows(doc, next, renamed));
  const put = (index: number, change: Partial<FieldRow>) =>
    write(rows.map((r, i) => (i === index ? { ...r, ...change } : r)));
  const rename = (index: number, name: string): boolean => {
    const before = rows[index]?.name;
    if (before === undefined || name === '' || rows.some((r, i) => i !== index && r.name === name))
      return false;
    write(
      rows.map((r, i) => (i === index ? { ...r, name } : r)),
      { [name]: before },
    );
    if (open === before) setOpen(name);
    return true;
  };
  const add = () => {
    const row = { ...newRow(rows), title: t('新字段') };
    write([...rows, row]);
    setOpen(row.name);
    setTimeout(() => {
      show(row.name);
      table.current?.querySelector<HTMLInputElement>(`[data-field="${row.name}"] input`)?.select();
    }, 60);
  };
  const drop = () => {
    if (dragged !== undefined && over !== undefined && dragged !== over) write(moveRow(rows, dragged, over));
    setDragged(undefined);
    setOver(undefined);
  };

  return (
    <>
      <table className="jd-pk-fields" ref={table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="jd-visually-hidden">{t('顺序')}</span>
            </th>
            <th scope="col">{t('字段名称')}</th>
            <th scope="col">{t('技术名')}</th>
            <th scope="col">{t('类型')}</th>
            <th scope="col">{t('必填')}</th>
            <th scope="col">{t('公开')}</th>
            <th scope="col">
              <span className="jd-visually-hidden">{t('操作')}</span>
            </th>
          </tr>
        </thead>
        {rows.map((row, index) => (
          <FieldRowView
            key={row.name}
            doc={doc}
            row={row}
            rows={rows}
            index={index}
            open={open === row.name}
            over={over === index && dragged !== undefined && dragged !== index}
            problems={problems.filter((p) => fieldOf(p.place) === row.name)}
            onToggle={() => setOpen(open === row.name ? undefined : row.name)}
            onChange={(change) => put(index, change)}
            onRename={(name) => rename(index, name)}
            onMove={(by) => write(moveRow(rows, index, index + by))}
            onDuplicate={() =>
              onChange(duplicateField(doc, row.name, t('{title}（副本）', { title: row.title })))
            }
            onDelete={() => write(rows.filter((_, i) => i !== index))}
            onDrag={() => setDragged(index)}
            onOver={() => setOver(index)}
            onDrop={drop}
          />
        ))}
      </table>
      {rows.length === 0 && <p className="jd-muted jd-pk-empty-fields">{t('还没有字段。')}</p>}
      <Button icon={<PlusOutlined />} onClick={add}>
        {t('添加字段')}
      </Button>
    </>
  );
}
