import { reject } from '../rejection.ts';
import { enter, leave } from '../transitions.ts';
import type { Handler } from './command.ts';

/** Resolving tries again what failed; it may end in a new incident. */
export const resolveIncident: Handler<'resolveIncident'> = (x, { incidentKey }) => {
  const incident = x.state.incidents.get(incidentKey);
  if (!incident)
    return reject(
      'NOT_FOUND',
      `Expected to resolve incident with key '${incidentKey}', but no such incident was found`,
    );
  const job = incident.jobKey === undefined ? undefined : x.state.jobs.get(incident.jobKey);
  if (job && job.retries <= 0)
    return reject(
      // Zeebe's code.
      'NOT_FOUND',
      `Expected to resolve incident with key '${incidentKey}', but its job '${job.key}' has no retries left; update its retries first`,
    );
  const e = x.get(incident.elementInstanceKey)!;
  x.emit({
    type: 'INCIDENT_RESOLVED',
    incidentKey,
    pi: incident.pi,
    elementInstanceKey: e.key,
    elementId: incident.elementId,
  });
  if (job) return null;
  if (e.state === 'ACTIVATING') enter(x, e);
  else if (e.state === 'COMPLETING') leave(x, e);
  return null;
};
