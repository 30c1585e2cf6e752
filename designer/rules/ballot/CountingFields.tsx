import { Checkbox, InputNumber, Select, Switch } from 'antd';
import type { BallotRule, Invalidity, SelectionRule, Trimming } from '../../../rules/ballot/types.ts';
import { useText } from '../text.ts';
import { HALF, withKey } from './edit.ts';
import { FractionInput } from './FractionInput.tsx';

type Part = { rule: BallotRule; onChange: (next: BallotRule) => void; readOnly: boolean };

/** Which ballots are invalid (废票). */
export function InvalidityFields({ rule, onChange, readOnly }: Part) {
  const t = useText();
  const invalid = rule.invalid ?? {};
  const set = (change: Invalidity) => onChange({ ...rule, invalid: { ...invalid, ...change } });
  const box = (
    key: 'blank' | 'incomplete' | 'allFullMarks' | 'allAlike',
    label: string,
    byDefault: boolean,
  ) => (
    <Checkbox
      key={key}
      checked={invalid[key] ?? byDefault}
      disabled={readOnly}
      onChange={(e) => set({ [key]: e.target.checked })}
    >
      {label}
    </Checkbox>
  );
  return (
    <fieldset className="jd-rule-bands">
      <legend>{t('以下选票作废')}</legend>
      {box('blank', t('空白票（不勾选：计为弃权）'), true)}
      {box('incomplete', t('有漏项的票（不勾选：漏项计为弃权）'), false)}
      {box('allFullMarks', t('两项以上全部满分'), false)}
      {box('allAlike', t('两项以上全部相同'), false)}
      <span className="jd-rule-line">
        {t('一项选了多个时')}
        <Select
          aria-label={t('一项选了多个时')}
          className="jd-rule-kind"
          value={invalid.several ?? 'place'}
          disabled={readOnly}
          options={[
            { value: 'place', label: t('只作废该项') },
            { value: 'ballot', label: t('整票作废') },
          ]}
          onChange={(several: 'place' | 'ballot') => set({ several })}
        />
      </span>
    </fieldset>
  );
}

/** How many of the highest and lowest points are dropped. */
export function TrimmingFields({ rule, onChange, readOnly }: Part) {
  const t = useText();
  const trimming = rule.trimming;
  const set = (next: Trimming | undefined) => onChange(withKey(rule, 'trimming', next));
  const side = (label: string, number: 'highest' | 'lowest', share: 'highestShare' | 'lowestShare') => {
    if (!trimming) return null;
    const byShare = trimming[share] !== undefined;
    const turn = (kind: string) => {
      const { [number]: _n, [share]: _s, ...rest } = trimming;
      set(
        kind === 'share'
          ? { ...rest, [share]: { numerator: 1, denominator: 10 } }
          : { ...rest, [number]: trimming[number] ?? 1 },
      );
    };
    return (
      <span className="jd-rule-line">
        {label}
        <Select
          aria-label={t('{label}的单位', { label })}
          className="jd-rule-kind"
          value={byShare ? 'share' : 'number'}
          disabled={readOnly}
          options={[
            { value: 'number', label: t('按个数') },
            { value: 'share', label: t('按比例') },
          ]}
          onChange={turn}
        />
        {byShare ? (
          <FractionInput
            label={label}
            value={trimming[share]}
            readOnly={readOnly}
            onChange={(f) => set({ ...trimming, [share]: f })}
          />
        ) : (
          <InputNumber
            aria-label={label}
            className="jd-rule-affixed"
            min={0}
            precision={0}
            suffix={t('个')}
            value={trimming[number] ?? 0}
            disabled={readOnly}
            onChange={(n) => set({ ...trimming, [number]: n ?? 0 })}
          />
        )}
      </span>
    );
  };
  return (
    <fieldset className="jd-rule-bands">
      <legend>{t('去掉最高分和最低分')}</legend>
      <span className="jd-rule-line">
        <Switch
          size="small"
          aria-label={t('去掉最高分和最低分')}
          checked={trimming !== undefined}
          disabled={readOnly}
          onChange={(on) => set(on ? { highest: 1, lowest: 1 } : undefined)}
        />
        <span className="jd-muted">{trimming ? t('启用') : t('不去掉')}</span>
      </span>
      {side(t('去掉最高分'), 'highest', 'highestShare')}
      {side(t('去掉最低分'), 'lowest', 'lowestShare')}
      {trimming && (
        <span className="jd-rule-line">
          {t('去掉的办法')}
          <Select
            aria-label={t('去掉的办法')}
            className="jd-rule-fact"
            value={trimming.by ?? 'object'}
            disabled={readOnly}
            options={[
              { value: 'object', label: t('按每张票对对象的总分') },
              { value: 'place', label: t('每个测评项各自去掉') },
            ]}
            onChange={(by: 'place' | 'object') => set({ ...trimming, by })}
          />
        </span>
      )}
    </fieldset>
  );
}

/** Choose n of m: how many places, how many marks, what a place takes. */
export function SelectionFields({ rule, onChange, readOnly }: Part) {
  const t = useText();
  const selection = rule.selection;
  if (!selection)
    return (
      <span className="jd-rule-line">
        <Switch
          size="small"
          aria-label={t('票决')}
          checked={false}
          disabled={readOnly}
          onChange={() => onChange({ ...rule, selection: { places: 1 } })}
        />
        <span className="jd-muted">{t('票决：从对象中选若干名')}</span>
      </span>
    );
  const set = (next: SelectionRule) => onChange({ ...rule, selection: next });
  const { atLeast, moreThan, ...rest } = selection;
  const kind = moreThan ? 'moreThan' : atLeast ? 'atLeast' : 'none';
  return (
    <fieldset className="jd-rule-bands">
      <legend>{t('票决')}</legend>
      <span className="jd-rule-line">
        <Switch
          size="small"
          aria-label={t('票决')}
          checked
          disabled={readOnly}
          onChange={() => onChange(withKey(rule, 'selection', undefined))}
        />
        <span className="jd-muted">{t('启用')}</span>
      </span>
      <span className="jd-rule-line">
        {t('名额')}
        <InputNumber
          aria-label={t('名额')}
          className="jd-rule-short"
          min={1}
          precision={0}
          value={selection.places}
          disabled={readOnly}
          onChange={(n) => set({ ...selection, places: n ?? 1 })}
        />
        <Checkbox
          checked={selection.exactly ?? false}
          disabled={readOnly}
          onChange={(e) => set({ ...selection, exactly: e.target.checked })}
        >
          {t('必须选满名额（不勾选：可以少选）')}
        </Checkbox>
      </span>
      <span className="jd-rule-line">
        {t('当选须')}
        <Select
          aria-label={t('当选门槛')}
          className="jd-rule-kind"
          value={kind}
          disabled={readOnly}
          options={[
            { value: 'none', label: t('按得票多少') },
            { value: 'atLeast', label: t('达到') },
            { value: 'moreThan', label: t('超过') },
          ]}
          onChange={(next: string) =>
            set(next === 'none' ? rest : { ...rest, [next]: moreThan ?? atLeast ?? HALF })
          }
        />
        {kind !== 'none' && (
          <FractionInput
            label={t('当选门槛')}
            value={moreThan ?? atLeast}
            readOnly={readOnly}
            onChange={(f) => set({ ...rest, [kind]: f })}
          />
        )}
      </span>
    </fieldset>
  );
}
