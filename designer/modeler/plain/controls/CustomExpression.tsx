import { useDesk } from '../desk.ts';

/** Shows what the plain panel cannot say, and where it can be changed. */
export function CustomExpression({ expression }: { expression: string }) {
  const { t } = useDesk();
  return (
    <div className="jd-plain-custom">
      <code>{expression}</code>
      <p>{t('自定义表达式，可在专家模式中修改')}</p>
    </div>
  );
}
