/** Roles of a new installation. They are data from then on: an administrator may change and add to them. */
import { PERMISSIONS, type PermissionId } from './permissions.ts';
import type { Role } from './schemas.ts';

const everything = PERMISSIONS.map((p) => p.id);
const work: PermissionId[] = ['tasks.work', 'board.read'];

const role = (
  id: string,
  title: string,
  scope: Role['scope'],
  permissions: PermissionId[],
  order: number,
): Role => ({
  id,
  title,
  scope,
  permissions,
  order,
});

/** `administrator` works the system, not the matters: it may do everything except vote. */
export const DEFAULT_ROLES: Role[] = [
  role(
    'administrator',
    '系统管理员',
    'congress',
    everything.filter((p) => p !== 'ballots.vote'),
    10,
  ),
  role(
    'rule-editor',
    '规则编辑',
    'congress',
    [
      'rules.read',
      'rules.edit',
      'rules.publish',
      'evaluations.data',
      'packages.read',
      'cases.read',
      'board.read',
      'registers.read',
      'directory.read',
    ],
    20,
  ),
  role(
    'clerk',
    '人大工作人员',
    'congress',
    [
      ...work,
      'cases.read',
      'cases.start',
      'cases.manage',
      'tasks.manage',
      'ballots.manage',
      'publications.manage',
      'calendar.edit',
      'registers.read',
      'rules.read',
      'evaluations.data',
      'packages.read',
      'directory.read',
    ],
    30,
  ),
  role(
    'leader',
    '人大领导',
    'congress',
    [...work, 'cases.read', 'cases.start', 'ballots.vote', 'registers.read', 'rules.read'],
    40,
  ),
  role('deputy', '人大代表', 'congress', [...work, 'cases.start', 'ballots.vote'], 50),
  role('head', '承办单位负责人', 'body', [...work, 'tasks.manage'], 60),
  role('official', '承办单位经办人', 'body', work, 70),
  role('expert', '专家', 'any', ['tasks.work', 'ballots.vote'], 80),
  role('resident', '居民', 'congress', [], 90),
];
