import { Alert } from 'antd';
import { type Ref, useId } from 'react';
import type { FieldError } from '../../forms/messages.ts';
import { useT } from '../i18n/index.ts';
import { inputId } from './validator.ts';

/** Puts the focus into the input at the pointer, or into the first one inside of it. */
function focusField(pointer: string) {
  const id = inputId(pointer);
  const exact = document.getElementById(id);
  const inside = document.querySelector<HTMLElement>(`[id^="${CSS.escape(id)}"]`);
  const target = exact ?? inside;
  const focusable = target?.matches('input,textarea,button,select,[tabindex]')
    ? target
    : target?.querySelector<HTMLElement>('input,textarea,button,select,[tabindex]');
  target?.scrollIntoView({ block: 'center' });
  focusable?.focus({ preventScroll: true });
}

/** All errors at the top of the form; takes the focus after a failed submission, each leads to its field. */
export function ErrorSummary({ errors, ref }: { errors: FieldError[]; ref: Ref<HTMLDivElement> }) {
  const t = useT();
  const headline = useId();
  return (
    <div ref={ref} tabIndex={-1} role="alert" aria-labelledby={headline} className="jd-error-summary">
      <Alert
        type="error"
        showIcon
        title={<span id={headline}>{t('有 {n} 处需要修改', { n: errors.length })}</span>}
        description={
          <ul>
            {errors.map((e) => (
              <li key={e.field + e.message}>
                {e.field === '' ? (
                  e.message
                ) : (
                  <button type="button" className="jd-link" onClick={() => focusField(e.field)}>
                    {e.message}
                  </button>
                )}
              </li>
            ))}
          </ul>
        }
      />
    </div>
  );
}
