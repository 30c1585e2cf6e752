import { useQuery } from '@tanstack/react-query';
import { messageOf } from '../../api/problem.ts';
import { usePlace } from '../use-place.ts';
import { backTest } from './api.ts';
import { documentsIn, summaryOf } from './BackTestTab.tsx';
import { useText } from './text.ts';

/** Before publishing: what each changed rule would have changed on the real data of the year, in one line each. */
export function Consequences(props: {
  packageId: string;
  changed: Readonly<Record<string, string>>;
  released: Readonly<Record<string, string>>;
}) {
  const { packageId, changed, released } = props;
  const t = useText();
  const { place } = usePlace(packageId);
  const documents = documentsIn(changed);
  const known = Object.keys(documents).filter((id) => released[`rules/${id}.json`] !== undefined);
  const query = useQuery({
    queryKey: ['evaluations', packageId, 'consequences', place, JSON.stringify(documents)],
    queryFn: () =>
      Promise.all(
        known.map((rule) =>
          backTest(packageId, {
            rule,
            documents,
            year: place?.year ?? 0,
            ...(place ? { org: place.org } : {}),
          }).then(
            (view) => ({ rule, said: summaryOf(view, t) }),
            (error: unknown) => ({ rule, said: messageOf(error) }),
          ),
        ),
      ),
    enabled: place !== undefined && known.length > 0,
    retry: false,
  });
  if (!place || known.length === 0) return null;
  return (
    <section className="jd-rule-stack" aria-label={t('回测')}>
      <h3>{t('回测')}</h3>
      {query.data ? (
        <ul>
          {query.data.map(({ rule, said }) => (
            <li key={rule}>
              {titleOf(documents[rule]) ?? rule}：{said}
            </li>
          ))}
        </ul>
      ) : (
        <p className="jd-muted">{t('正在用真实数据回测…')}</p>
      )}
    </section>
  );
}

const titleOf = (document: Record<string, unknown> | undefined): string | undefined =>
  typeof document?.title === 'string' ? `“${document.title}”` : undefined;
