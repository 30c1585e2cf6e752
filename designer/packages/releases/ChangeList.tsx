import { useMemo } from 'react';
import type { PackageFiles } from '../../../processes/format.ts';
import { titleOfFile } from '../file-kinds.ts';
import { useKindName } from '../files/kind-names.ts';
import { useText } from '../text.ts';
import { changesBetween } from './changes.ts';

/** Names shown per line; the rest is a number. */
const SHOWN = 6;

/** Which files differ, and what in them. */
export function ChangeList({ before, after }: { before: PackageFiles; after: PackageFiles }) {
  const t = useText();
  const kindName = useKindName();
  const changes = useMemo(() => changesBetween(before, after), [before, after]);
  const names = { added: t('新增'), removed: t('删除'), changed: t('修改') };
  const tones = { added: 'jd-badge-good', removed: 'jd-badge-late', changed: 'jd-badge-progress' };
  if (changes.length === 0) return <p className="jd-muted">{t('内容没有变化。')}</p>;
  return (
    <ul className="jd-pk-changes">
      {changes.map((c) => {
        const files = c.change === 'removed' ? before : after;
        return (
          <li key={c.file}>
            <span className={`jd-badge ${tones[c.change]}`}>{names[c.change]}</span>
            <div>
              <b>{titleOfFile(c.file, files)}</b> <span className="jd-muted">{kindName(c.file, files)}</span>
              {(['added', 'removed', 'changed'] as const).map(
                (key) =>
                  c[key].length > 0 && (
                    <div key={key} className="jd-list-sub">
                      {names[key]}：{c[key].slice(0, SHOWN).join('、')}
                      {c[key].length > SHOWN && t('等 {n} 项', { n: c[key].length })}
                    </div>
                  ),
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
