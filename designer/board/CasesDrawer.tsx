import { Drawer, Segmented } from 'antd';
import { useState } from 'react';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { CaseTable } from '../cases/CaseTable.tsx';
import { type BoardPlace, type Chosen, type Part, useBehind } from './api.ts';
import { useText } from './text.ts';

/** The cases behind a number; of a share, what counts and what does not. */
export function CasesDrawer(props: { place: BoardPlace; chosen: Chosen; onClose: () => void }) {
  const { place, chosen, onClose } = props;
  const t = useText();
  const [part, setPart] = useState<Part>('base');
  const behind = useBehind(place, chosen, part);
  return (
    <Drawer open title={chosen.title} size={880} onClose={onClose} className="jd-board-drawer">
      {chosen.share && (
        <Segmented<Part>
          value={part}
          onChange={setPart}
          options={[
            { value: 'base', label: t('全部') },
            { value: 'hit', label: t('计入的') },
            { value: 'miss', label: t('未计入的') },
          ]}
        />
      )}
      {behind.isPending ? (
        <Loading />
      ) : behind.error ? (
        <Failure error={behind.error} retry={() => void behind.refetch()} />
      ) : (
        <>
          <p className="jd-board-count" role="status">
            {t('共 {n} 件', { n: behind.data.items.length + behind.data.hidden })}
            {behind.data.hidden > 0 && (
              <span className="jd-muted">
                {' '}
                {t('其中 {n} 件您无权查看，没有列出。', { n: behind.data.hidden })}
              </span>
            )}
          </p>
          {behind.data.items.length > 0 ? (
            <CaseTable cases={behind.data.items} />
          ) : (
            behind.data.hidden === 0 && (
              <Nothing title={t('没有这样的事项')}>{t('这个数字背后没有事项。')}</Nothing>
            )
          )}
        </>
      )}
    </Drawer>
  );
}
