/** Filled-in values to read and to print. Light: without rjsf. */
import { PaperClipOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { describeValue, type Names } from '../../forms/describe.ts';
import type { FileReference, FormDocument, JsonSchema, UiSchema } from '../../forms/document.ts';
import {
  fieldNames,
  fieldSchema,
  fieldTitle,
  isEmpty,
  isObject,
  own,
  propertiesOf,
  uiOf,
  widgetOf,
} from '../../forms/schema.ts';
import { visibleFields } from '../../forms/visibility.ts';
import { bytes } from '../shared/format.ts';
import './forms.css';

function FileList({ files, href }: { files: FileReference[]; href: (id: string) => string }) {
  return (
    <ul className="jd-file-list">
      {files.map((file) => (
        <li key={file.id}>
          <PaperClipOutlined aria-hidden />{' '}
          <a href={href(file.id)} target="_blank" rel="noreferrer">
            {file.name}
          </a>{' '}
          <span className="jd-muted jd-number">{bytes(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}

/** A repeated group as a table. */
function Rows(props: { schema: JsonSchema; ui: UiSchema; rows: unknown[]; names: Names }) {
  const { schema, ui, rows, names } = props;
  const columns = Object.entries(propertiesOf(schema));
  return (
    <div className="jd-scroll">
      <table className="jd-table">
        <thead>
          <tr>
            {columns.map(([name, s]) => (
              <th key={name} scope="col">
                {String(own(s, 'title') ?? name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a submission have no id and never move
            <tr key={i}>
              {columns.map(([name, s]) => {
                const cell: FormDocument = {
                  id: 'row',
                  title: '',
                  schema: { properties: { x: s } },
                  uiSchema: { x: (own(ui, name) ?? {}) as UiSchema },
                  fields: {},
                };
                return <td key={name}>{describeValue(cell, 'x', own(row, name), names)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function FormValues(props: {
  doc: FormDocument;
  data: Record<string, unknown>;
  names: Names;
  fileHref: (id: string) => string;
  /** The data is already only what this person may see: conditions on what was left out are not asked. */
  filtered?: boolean;
}) {
  const { doc, data, names, fileHref } = props;
  const filled = (props.filtered ? fieldNames(doc) : visibleFields(doc, data)).filter(
    (f) => !isEmpty(own(data, f)),
  );
  const shown = (field: string): ReactNode => {
    const value = data[field];
    const items = own(fieldSchema(doc, field), 'items');
    if (widgetOf(uiOf(doc, field)) === 'files')
      return <FileList files={value as FileReference[]} href={fileHref} />;
    if (Array.isArray(value) && isObject(items) && own(items, 'type') === 'object')
      return (
        <Rows
          schema={items}
          ui={(own(uiOf(doc, field), 'items') ?? {}) as UiSchema}
          rows={value}
          names={names}
        />
      );
    return describeValue(doc, field, value, names);
  };
  return (
    <dl className="jd-values">
      {filled.map((field) => (
        <div key={field}>
          <dt>{fieldTitle(doc, field)}</dt>
          <dd>{shown(field)}</dd>
        </div>
      ))}
    </dl>
  );
}
