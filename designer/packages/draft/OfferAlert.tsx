import { Alert, App, Button } from 'antd';
import { messageOf } from '../../api/problem.ts';
import { packageDeeds, usePackageList, useStale } from '../api.ts';
import { usePackageDesk } from '../desk.ts';
import { useText } from '../text.ts';

/** A newer version came with the program: it waits beside the administrator's own and can be taken into the draft. */
export function OfferAlert() {
  const t = useText();
  const { draft } = usePackageDesk();
  const { message, modal } = App.useApp();
  const stale = useStale();
  const offered = usePackageList().data?.find((p) => p.id === draft.packageId)?.offered;
  if (!offered) return null;
  const take = () =>
    modal.confirm({
      title: t('把随程序提供的 {version} 版取入草稿？', { version: offered }),
      content: t('草稿的内容将被替换；生效的版本不变，检查后再发布。如需保留现有草稿，请先导出。'),
      okText: t('取入草稿'),
      cancelText: t('取消'),
      onOk: async () => {
        try {
          draft.restart(await packageDeeds.adoptOffer(draft.packageId, draft.base.rev));
          stale(draft.packageId);
        } catch (error) {
          message.error(messageOf(error));
        }
      },
    });
  return (
    <Alert
      banner
      type="info"
      title={t('程序升级带来了这个流程的 {version} 版。您的版本没有被改动。', { version: offered })}
      action={
        <Button size="small" onClick={take}>
          {t('取入草稿')}
        </Button>
      }
    />
  );
}
