import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select, Switch } from 'antd';
import type { JsonSchema } from '../../../forms/document.ts';
import { choicesOf, own, propertiesOf } from '../../../forms/schema.ts';
import { TableHead } from '../../shared/TableHead.tsx';
import { readManifest, toText, usePackageDesk } from '../desk.ts';
import { CommitInput } from '../forms/CommitInput.tsx';
import { type Text, useText } from '../text.ts';

const TYPES: [string, Text][] = [
  ['integer', '整数'],
  ['number', '数字'],
  ['string', '文字'],
  ['boolean', '是或否'],
];
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const FIRST: Record<string, unknown> = { integer: 1, number: 1, string: '', boolean: false };

/** Which parameters the package has: in the manifest of the draft. Other keywords of a parameter are kept. */
export function DefinitionTable() {
  const t = useText();
  const { draft, problems } = usePackageDesk();
  const manifest = readManifest(draft.files);
  const parameters = Object.entries(propertiesOf(manifest.parameters ?? {}));
  const found = (problems ?? []).filter(
    (p) => p.file === 'manifest.json' && p.place?.startsWith('/parameters'),
  );
  const write = (next: [string, JsonSchema][]) =>
    draft.set(
      'manifest.json',
      toText({
        ...manifest,
        parameters: { type: 'object', ...manifest.parameters, properties: Object.fromEntries(next) },
      }),
    );
  const put = (index: number, change: JsonSchema) =>
    write(parameters.map(([name, s], i) => (i === index ? [name, { ...s, ...change }] : [name, s])));
  const rename = (index: number, name: string): boolean => {
    if (!NAME.test(name) || parameters.some(([other]) => other === name)) return false;
    write(parameters.map(([old, s], i) => [i === index ? name : old, s]));
    return true;
  };
  const add = () => {
    let n = parameters.length + 1;
    while (parameters.some(([name]) => name === `param${n}`)) n += 1;
    write([
      ...parameters,
      [`param${n}`, { type: 'integer', title: t('新参数'), default: 1, description: '' }],
    ]);
  };
  const retype = (schema: JsonSchema, type: string): JsonSchema => {
    const { minimum: _, maximum: __, oneOf: ___, enum: ____, ...rest } = schema;
    return { ...rest, type, default: FIRST[type] };
  };
  return (
    <>
      {found.map((p) => (
        <p key={`${p.place}${p.message}`} className="jd-pk-error">
          {p.message}
        </p>
      ))}
      <table className="jd-list-table jd-pk-definitions">
        <TableHead
          columns={[t('名称'), t('技术名'), t('类型'), t('初始值'), t('依据和说明')]}
          deeds={t('操作')}
        />
        <tbody>
          {parameters.map(([name, schema], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a parameter can be renamed here
            <tr key={index}>
              <td>
                <Input
                  aria-label={t('名称')}
                  value={String(own(schema, 'title') ?? '')}
                  onChange={(e) => put(index, { title: e.target.value })}
                />
              </td>
              <td>
                <CommitInput label={t('技术名')} value={name} onCommit={(next) => rename(index, next)} />
              </td>
              <td>
                <Select
                  aria-label={t('类型')}
                  value={String(own(schema, 'type') ?? 'string')}
                  options={TYPES.map(([value, label]) => ({ value, label: t(label) }))}
                  onChange={(type: string) =>
                    write(parameters.map(([n, s], i) => [n, i === index ? retype(s, type) : s]))
                  }
                />
              </td>
              <td>
                <Default
                  schema={schema}
                  label={t('初始值')}
                  onChange={(next) => put(index, { default: next })}
                />
              </td>
              <td>
                <Input.TextArea
                  aria-label={t('依据和说明')}
                  autoSize={{ minRows: 1, maxRows: 4 }}
                  value={String(own(schema, 'description') ?? '')}
                  onChange={(e) => put(index, { description: e.target.value })}
                />
              </td>
              <td>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('删除“{title}”', { title: String(own(schema, 'title') ?? name) })}
                  onClick={() => write(parameters.filter((_, i) => i !== index))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="jd-muted jd-pk-gap">
        {t('流程图的期限、箭头条件按技术名取用参数；改动技术名后请检查流程图。')}
      </p>
      <Button icon={<PlusOutlined />} onClick={add}>
        {t('添加参数')}
      </Button>
    </>
  );
}

function Default(props: { schema: JsonSchema; label: string; onChange: (next: unknown) => void }) {
  const { schema, label, onChange } = props;
  const value = own(schema, 'default');
  const choices = choicesOf(schema);
  const type = own(schema, 'type');
  if (choices)
    return (
      <Select
        aria-label={label}
        value={JSON.stringify(value)}
        options={choices.map((c) => ({ value: JSON.stringify(c.value), label: c.title }))}
        onChange={(next: string) => onChange(JSON.parse(next))}
      />
    );
  if (type === 'boolean') return <Switch aria-label={label} checked={value === true} onChange={onChange} />;
  if (type === 'integer' || type === 'number') {
    const limit = (key: string) =>
      typeof own(schema, key) === 'number' ? (own(schema, key) as number) : null;
    return (
      <InputNumber
        aria-label={label}
        value={typeof value === 'number' ? value : null}
        {...(limit('minimum') === null ? {} : { min: limit('minimum') as number })}
        {...(limit('maximum') === null ? {} : { max: limit('maximum') as number })}
        {...(type === 'integer' ? { precision: 0 } : {})}
        onChange={(next) => next !== null && onChange(next)}
      />
    );
  }
  return <Input aria-label={label} value={String(value ?? '')} onChange={(e) => onChange(e.target.value)} />;
}
