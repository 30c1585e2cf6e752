/** When people see what a case's rounds and evaluations came to: staff at once, participants as the package says. */
import { type Actor, may } from '../auth/actor.ts';
import type { Releases } from '../packages/release.ts';
import type { PublicCase } from '../publications/collections.ts';
import type { Store } from '../store/port.ts';
import type { Case } from './collections.ts';

interface Deps {
  store: Store;
  releases: Releases;
}

/** A round or a result of a case. */
interface Outcome {
  caseId: string;
  orgPath: string;
  /** The case's. */
  releaseId: string;
}

/** Who may read all matters of the place, or manages its ballots, sees results before they are concluded. */
export async function seesResults(deps: Deps, actor: Actor, of: Outcome): Promise<boolean> {
  const staff = may(actor, 'cases.read', of.orgPath) || may(actor, 'ballots.manage', of.orgPath);
  return staff || resultsShown(deps, of);
}

/** Whether participants and the public see them now; by the release that the case began with. */
export async function resultsShown({ store, releases }: Deps, of: Outcome): Promise<boolean> {
  const { caseId } = of;
  const shown = (await releases.get(of.releaseId))?.manifest.results?.participants ?? 'published';
  if (shown === 'closed') return true;
  if ((await store.get<Case>('cases', caseId))?.state === 'completed') return true;
  if (shown === 'ended') return false;
  const pages = await store.find<PublicCase>('publicCases', { where: { caseId }, limit: 50 });
  return pages.items.some((p) => !p.withdrawn);
}
