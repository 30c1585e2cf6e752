import { Button } from 'antd';
import { useT } from '../i18n/index.ts';

export function MoreButton(props: {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}) {
  const t = useT();
  if (!props.hasNextPage) return null;
  return (
    <div className="jd-more">
      <Button loading={props.isFetchingNextPage} onClick={() => void props.fetchNextPage()}>
        {t('显示更多')}
      </Button>
    </div>
  );
}
