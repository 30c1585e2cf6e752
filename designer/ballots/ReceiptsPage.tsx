import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Receipts } from '../../server/ballots/schemas.ts';
import { api } from '../api/client.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { featureText } from '../i18n/feature.ts';
import { RECEIPT_TEXTS, ReceiptList } from '../shared/ReceiptList.tsx';
import { useText } from './text.ts';

const useReceiptText = featureText(RECEIPT_TEXTS);

/** Receipts of a closed round: who has one finds it here, and knows that the ballot was counted. */
export default function ReceiptsPage() {
  const tb = useText();
  const t = useReceiptText();
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['ballots', id, 'receipts'],
    queryFn: () => api.get<Receipts>(`/api/ballots/${encodeURIComponent(id)}/receipts`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.isPending) return <Loading />;
  const back = { to: `/ballots/${encodeURIComponent(id)}`, label: tb('测评投票') };
  if (!query.data)
    return (
      <PageFrame title={tb('核对回执')} back={back}>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </PageFrame>
    );
  return (
    <PageFrame title={tb('核对回执')} back={back} subtitle={<span>{query.data.title}</span>}>
      <section className="jd-card">
        <ReceiptList of={query.data} t={t} />
      </section>
    </PageFrame>
  );
}
