import { Form, Input, Select, Switch } from 'antd';
import { sheetFits } from '../../../rules/ballot/places.ts';
import type { BallotRule } from '../../../rules/ballot/types.ts';
import { SecrecyFields } from '../SecrecyFields.tsx';
import { useText } from '../text.ts';
import { HALF, withKey } from './edit.ts';
import { FractionInput } from './FractionInput.tsx';

/** What holds for the whole ballot: the base of the shares, how many must take part, secrecy, ties. */
export function RuleFields(props: {
  rule: BallotRule;
  onChange: (next: BallotRule) => void;
  readOnly: boolean;
}) {
  const { rule, onChange, readOnly } = props;
  const t = useText();
  const keep = <K extends keyof BallotRule>(key: K, value: BallotRule[K] | undefined) =>
    onChange(withKey(rule, key, value));
  return (
    <Form layout="vertical" className="jd-rule-fields" disabled={readOnly}>
      <Form.Item label={t('名称')} htmlFor="jd-ballot-title">
        <Input
          id="jd-ballot-title"
          value={rule.title}
          maxLength={200}
          onChange={(e) => onChange({ ...rule, title: e.target.value })}
        />
      </Form.Item>
      <Form.Item label={t('说明和来源')} htmlFor="jd-ballot-description" className="jd-rule-whole">
        <Input.TextArea
          id="jd-ballot-description"
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={rule.description ?? ''}
          maxLength={2000}
          onChange={(e) => keep('description', e.target.value === '' ? undefined : e.target.value)}
        />
      </Form.Item>
      <Form.Item label={t('计票基数（比例的分母）')} htmlFor="jd-ballot-denominator">
        <Select
          id="jd-ballot-denominator"
          value={rule.denominator}
          options={[
            { value: 'all', label: t('全体应投票人') },
            { value: 'present', label: t('到会人数') },
            { value: 'valid', label: t('有效票') },
          ]}
          onChange={(denominator: BallotRule['denominator']) => onChange({ ...rule, denominator })}
        />
      </Form.Item>
      <Form.Item label={t('得票或得分相同时')} htmlFor="jd-ballot-ties">
        <Select
          id="jd-ballot-ties"
          value={rule.ties ?? 'runoff'}
          options={[
            { value: 'runoff', label: t('并列，末位再次投票') },
            { value: 'list-order', label: t('按名单顺序') },
          ]}
          onChange={(ties: 'runoff' | 'list-order') => keep('ties', ties)}
        />
      </Form.Item>
      <Form.Item label={t('最低参加率')}>
        <span className="jd-rule-line">
          <Switch
            size="small"
            aria-label={t('要求最低参加率')}
            checked={rule.turnout !== undefined}
            onChange={(on) => keep('turnout', on ? HALF : undefined)}
          />
          {rule.turnout ? (
            <FractionInput
              label={t('最低参加率')}
              value={rule.turnout}
              readOnly={readOnly}
              onChange={(f) => keep('turnout', f)}
            />
          ) : (
            <span className="jd-muted">{t('不要求')}</span>
          )}
        </span>
      </Form.Item>
      <Form.Item label={t('纸质票')} htmlFor="jd-ballot-paper">
        <Select
          id="jd-ballot-paper"
          value={rule.paper ?? 'none'}
          options={[
            { value: 'none', label: t('不收') },
            { value: 'merged', label: t('与网上的票合并计票'), disabled: !sheetFits(rule) },
            { value: 'beside', label: t('单独列出'), disabled: !sheetFits(rule) },
          ]}
          onChange={(paper: string) =>
            keep('paper', paper === 'none' ? undefined : (paper as BallotRule['paper']))
          }
        />
      </Form.Item>
      <SecrecyFields
        id="jd-ballot"
        below={t('少于几票时不公布票数')}
        value={rule}
        onChange={({ secret, minGroup }) => onChange(withKey({ ...rule, secret }, 'minGroup', minGroup))}
      />
    </Form>
  );
}
