import { useT } from '../i18n/index.ts';
import { Mark } from './Mark.tsx';

/** Name and mark on the pages before the shell. */
export function SignInHead() {
  const t = useT();
  return (
    <header className="jd-signin-head">
      <Mark size={44} />
      <div>
        <h1>{t('人大监督')}</h1>
        <p>{t('监督事项办理平台')}</p>
      </div>
    </header>
  );
}
