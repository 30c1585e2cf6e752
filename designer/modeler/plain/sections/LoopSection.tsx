import { Radio, Select, Switch } from 'antd';
import { CommitInput } from '../controls/CommitInput.tsx';
import { CustomExpression } from '../controls/CustomExpression.tsx';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';
import { isPlainName } from '../feel.ts';
import { readLoop, writeLoop } from '../loop.ts';

/** 多人办理: once for each of several bodies or people, together or one after another. */
export function LoopSection() {
  const { drawing, element, context, t } = useDesk();
  const loop = readLoop(element);
  const fields = context.forms
    .flatMap((form) => form.fields)
    .filter(({ type, routes, name }) => routes && type === 'array' && isPlainName(name));
  const lists = [...context.bodiesVariables, ...context.deputyVariables]
    .filter(({ multiple, name }) => multiple && isPlainName(name))
    .map(({ name, title }) => ({ value: name, label: title }));
  for (const { name, title } of [
    ...fields,
    ...(context.outcomes ?? []).filter(({ type }) => type === 'array'),
  ])
    if (!lists.some(({ value }) => value === name)) lists.push({ value: name, label: title });
  if (loop?.list && !lists.some(({ value }) => value === loop.list))
    lists.push({ value: loop.list, label: loop.list });

  return (
    <Section
      title={t('多人办理')}
      extra={
        <Switch
          size="small"
          aria-label={t('多人办理')}
          checked={loop !== undefined}
          onChange={(on) => {
            const first = lists[0]?.value;
            writeLoop(
              drawing,
              element,
              on ? { expression: first ? `=${first}` : '', item: 'item', sequential: false } : undefined,
            );
          }}
        />
      }
    >
      {!loop && <p className="jd-plain-help">{t('只办理一次')}</p>}
      {loop && (
        <>
          {loop.expression && !loop.list ? (
            <CustomExpression expression={loop.expression} />
          ) : (
            <Row label={t('名单')} help={t('名单中每一个各办理一次')}>
              <Select
                aria-label={t('名单')}
                placeholder={t('请选择')}
                {...(loop.list && { value: loop.list })}
                options={lists}
                onChange={(list) => writeLoop(drawing, element, { ...loop, expression: `=${list}` })}
              />
            </Row>
          )}
          <Row label={t('顺序')}>
            <Radio.Group
              aria-label={t('顺序')}
              size="small"
              optionType="button"
              value={loop.sequential}
              options={[
                { value: false, label: t('同时（并行）') },
                { value: true, label: t('依次') },
              ]}
              onChange={({ target }) => writeLoop(drawing, element, { ...loop, sequential: target.value })}
            />
          </Row>
          <Row
            label={t('当前一个的代号')}
            htmlFor="jd-loop-item"
            help={t('在“办理”中可选“当前一个”单位或人')}
          >
            <CommitInput
              key={element.id}
              id="jd-loop-item"
              label={t('当前一个的代号')}
              value={loop.item}
              onCommit={(item) => isPlainName(item) && writeLoop(drawing, element, { ...loop, item })}
            />
          </Row>
        </>
      )}
    </Section>
  );
}
