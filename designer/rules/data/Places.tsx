import { Alert } from 'antd';
import { ApiProblem, messageOf } from '../../api/problem.ts';

/** Why something was not saved, with each row and column. */
export function Places({ problem }: { problem: unknown }) {
  if (!problem) return null;
  return (
    <PlaceList title={messageOf(problem)} places={problem instanceof ApiProblem ? problem.places : []} />
  );
}

export function PlaceList(props: {
  title: string;
  places: readonly { place: string; message: string }[];
  type?: 'error' | 'warning';
}) {
  const { title, places, type = 'error' } = props;
  return (
    <Alert
      type={type}
      showIcon
      role="alert"
      title={title}
      description={
        places.length > 0 && (
          <ul className="jd-data-places">
            {places.map((p) => (
              <li key={`${p.place} ${p.message}`}>
                <b>{p.place}</b> {p.message}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
