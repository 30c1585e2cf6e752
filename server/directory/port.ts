/** The directory as the features around cases ask for it (`cases/ports.ts`). */
import type { Actors } from '../auth/actors.ts';
import type { Directory as DirectoryPort, Person } from '../cases/ports.ts';
import type { Directory } from './directory.ts';
import type { User } from './schemas.ts';

const person = (u: User): Person => ({
  id: u.id,
  name: u.name,
  ...(u.deputy ? { districts: [u.deputy.district], expertise: u.deputy.expertise } : {}),
});

export function directoryPort(directory: Directory, actors: Actors): DirectoryPort {
  return {
    org: async (id) => directory.org(id),
    person: async (id) => {
      const user = directory.user(id);
      return user && person(user);
    },
    usersWithRole: async (role, orgId) => directory.usersWithRole(role, orgId).map(person),
    usersOfBody: async (bodyId, role) => directory.usersOfBody(bodyId, role).map(person),
    actorOf: async (user) => actors.actorOf(user),
  };
}
