/**
 * Id of a called process or decision as release `releaseId` (`<package>@<number>`) deploys it. What is called resolves to
 * the latest version on every engine, and ids are shared by all packages: so package and release stand in the id.
 */
export const released = (id: string, releaseId: string): string => `${id}--${releaseId.replace('@', '-r')}`;

/** The same for an id that may be a FEEL expression (`=…`). */
export const releasedReference = (id: string, releaseId: string): string =>
  id.startsWith('=') ? `=(${id.slice(1)}) + "${released('', releaseId)}"` : released(id, releaseId);
