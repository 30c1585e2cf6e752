import { Form, Input } from 'antd';
import { ID } from '../file-kinds.ts';
import { useText } from '../text.ts';
import type { Naming } from './new-package.ts';

/** What keeps this naming from being used; undefined when nothing does. */
export function idProblem(id: string, taken: string[]): 'shape' | 'taken' | undefined {
  if (!ID.test(id)) return 'shape';
  return taken.includes(id) ? 'taken' : undefined;
}

export function NamingFields(props: {
  value: Naming;
  onChange: (next: Naming) => void;
  taken: string[];
  tried: boolean;
}) {
  const { value, onChange, taken, tried } = props;
  const t = useText();
  const wrong = idProblem(value.id, taken);
  const shape = wrong === 'shape' && (tried || value.id !== '');
  const idHelp =
    wrong === 'taken'
      ? t('已有流程使用这个标识，请换一个。')
      : t('只能用小写字母、数字和连字符，以字母开头；建立后不能更改。');
  const noTitle = tried && value.title.trim() === '';
  return (
    <>
      <Form.Item
        label={t('名称')}
        required
        htmlFor="jd-pk-title"
        validateStatus={noTitle ? 'error' : ''}
        help={noTitle ? t('请填写名称。') : undefined}
      >
        <Input
          id="jd-pk-title"
          maxLength={60}
          placeholder={t('如：执法检查')}
          value={value.title}
          onChange={(e) => onChange({ ...value, title: e.target.value })}
        />
      </Form.Item>
      <Form.Item
        label={t('标识')}
        required
        htmlFor="jd-pk-id"
        validateStatus={shape || wrong === 'taken' ? 'error' : ''}
        help={idHelp}
      >
        <Input
          id="jd-pk-id"
          maxLength={64}
          placeholder="law-inspection"
          value={value.id}
          onChange={(e) => onChange({ ...value, id: e.target.value.toLowerCase().trim() })}
        />
      </Form.Item>
      <Form.Item label={t('说明')} htmlFor="jd-pk-description">
        <Input.TextArea
          id="jd-pk-description"
          rows={2}
          maxLength={300}
          value={value.description}
          onChange={(e) => onChange({ ...value, description: e.target.value })}
        />
      </Form.Item>
    </>
  );
}
