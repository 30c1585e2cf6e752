import { Checkbox, Form, InputNumber } from 'antd';
import { useText } from './text.ts';

interface Secrecy {
  readonly secret: boolean;
  readonly minGroup?: number;
}

/** Whether a round is secret, and below how many ballots its details are kept back. Within a form. */
export function SecrecyFields(props: {
  id: string;
  /** What happens below the least number of ballots. */
  below: string;
  value: Secrecy;
  onChange: (next: Secrecy) => void;
}) {
  const { id, below, value, onChange } = props;
  const t = useText();
  return (
    <>
      <Form.Item label={t('投票方式')}>
        <Checkbox checked={value.secret} onChange={(e) => onChange({ ...value, secret: e.target.checked })}>
          {t('无记名')}
        </Checkbox>
      </Form.Item>
      {value.secret && (
        <Form.Item label={below} htmlFor={`${id}-min`}>
          <InputNumber
            id={`${id}-min`}
            min={0}
            precision={0}
            value={value.minGroup ?? 0}
            onChange={(n) => onChange(n ? { secret: true, minGroup: n } : { secret: true })}
          />
        </Form.Item>
      )}
    </>
  );
}
