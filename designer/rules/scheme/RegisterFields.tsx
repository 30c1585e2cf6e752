import { Form, Select } from 'antd';
import type { RegisterSource } from '../../../rules/scheme/types.ts';
import type { SourceProps } from './SourceFields.tsx';
import { entryFacts, registersIn, useFilesOf } from './surroundings.ts';
import { type Text, useText } from './text.ts';

const TAKES: { value: string; label: Text }[] = [
  { value: 'count', label: '条数' },
  { value: 'sum', label: '某项数值的合计' },
  { value: 'mean', label: '某项数值的平均' },
];

/** Which register, and what of its entries. Its fields enter the scheme's facts, so that conditions can ask about them. */
export function RegisterFields(
  props: Omit<SourceProps<RegisterSource>, 'onChange' | 'onFacts'> &
    Pick<SourceProps, 'onChange' | 'onFacts'>,
) {
  const t = useText();
  const { source, owner, scheme, files, onChange, onFacts } = props;
  const registers = registersIn(useFilesOf(files, source.package));
  const register = registers.find((r) => r.id === source.register);
  const numbers = (register?.fields ?? []).filter((f) => f.number);
  const { take } = source;
  const [how, field] =
    take === 'count' ? ['count', ''] : 'sum' in take ? ['sum', take.sum] : ['mean', take.mean];
  const id = (name: string) => `jd-source-${owner}-${name}`;
  const choose = (next: string) => {
    const { where: _old, ...rest } = source;
    const chosen = registers.find((r) => r.id === next);
    const known = new Set(scheme.facts.map((f) => f.name));
    const facts = chosen ? entryFacts(chosen).filter((f) => !known.has(f.name)) : [];
    onFacts({ ...rest, register: next, take: 'count' }, [...scheme.facts, ...facts]);
  };
  const turn = (kind: string, name: string) =>
    onChange({
      ...source,
      take: kind === 'count' ? 'count' : kind === 'sum' ? { sum: name } : { mean: name },
    });
  return (
    <>
      <Form.Item label={t('台账')} htmlFor={id('register')}>
        <Select
          id={id('register')}
          value={source.register || null}
          placeholder={t('选择台账')}
          notFoundContent={t('这个流程没有台账')}
          options={[
            ...registers.map((r) => ({ value: r.id, label: r.title })),
            ...(source.register && !register ? [{ value: source.register, label: source.register }] : []),
          ]}
          onChange={choose}
        />
      </Form.Item>
      <Form.Item label={t('取什么')} htmlFor={id('take')}>
        <Select
          id={id('take')}
          value={how ?? 'count'}
          options={(numbers.length > 0 ? TAKES : TAKES.slice(0, 1)).map((o) => ({ ...o, label: t(o.label) }))}
          onChange={(kind: string) => turn(kind, field || (numbers[0]?.name ?? ''))}
        />
      </Form.Item>
      {how !== 'count' && (
        <Form.Item label={t('哪项数值')} htmlFor={id('field')}>
          <Select
            id={id('field')}
            value={field ?? ''}
            options={numbers.map((f) => ({ value: f.name, label: f.title }))}
            onChange={(name: string) => turn(how ?? 'sum', name)}
          />
        </Form.Item>
      )}
    </>
  );
}
