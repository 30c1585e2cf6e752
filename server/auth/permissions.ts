/** The catalogue of permissions: what there is to be allowed. Roles (data) are made of these. */
export interface Permission {
  id: string;
  /** Chinese, reads after “您没有…的权限”. */
  title: string;
  group: string;
}

export const PERMISSIONS = [
  { id: 'packages.read', title: '查看配置包', group: '流程配置' },
  { id: 'packages.edit', title: '编辑流程、表单和参数', group: '流程配置' },
  { id: 'packages.publish', title: '发布配置包', group: '流程配置' },
  { id: 'rules.read', title: '查看规则和评价指标', group: '规则与评价' },
  { id: 'rules.edit', title: '编辑规则和评价指标', group: '规则与评价' },
  { id: 'rules.publish', title: '发布规则和评价指标', group: '规则与评价' },
  { id: 'evaluations.data', title: '填报和上传评价数据', group: '规则与评价' },
  { id: 'cases.read', title: '查看辖区内的全部办件', group: '办件' },
  { id: 'cases.start', title: '发起办件', group: '办件' },
  { id: 'cases.manage', title: '管理办件（撤销、迁移、处理异常）', group: '办件' },
  { id: 'tasks.work', title: '办理任务', group: '任务' },
  { id: 'tasks.manage', title: '管理他人的任务（转办、催办）', group: '任务' },
  { id: 'ballots.vote', title: '参加测评和表决', group: '测评' },
  { id: 'ballots.manage', title: '管理测评和表决', group: '测评' },
  { id: 'board.read', title: '查看统计看板', group: '统计' },
  { id: 'registers.read', title: '查看台账', group: '统计' },
  { id: 'publications.manage', title: '管理公开内容', group: '公开' },
  { id: 'calendar.edit', title: '维护工作日历', group: '管理' },
  { id: 'directory.read', title: '查看机构和人员的完整资料', group: '管理' },
  { id: 'directory.edit', title: '维护机构和人员', group: '管理' },
  { id: 'roles.edit', title: '维护角色', group: '管理' },
  { id: 'audit.read', title: '查看审计日志', group: '管理' },
  { id: 'system.read', title: '查看系统运行状况', group: '管理' },
] as const satisfies Permission[];

export type PermissionId = (typeof PERMISSIONS)[number]['id'];

const titles = new Map<string, string>(PERMISSIONS.map((p) => [p.id, p.title]));

export const isPermission = (id: string): id is PermissionId => titles.has(id);

/** Chinese title, for messages. */
export const permissionTitle = (id: string): string => titles.get(id) ?? `进行此项操作（${id}）`;
