/** Writes the sample district's directory. The same people and ids each time; the accounts share one password. */
import { hashPassword } from '../auth/passwords.ts';
import type { Op } from '../store/port.ts';
import type { Org, User } from './schemas.ts';
import {
  BODIES,
  CONGRESSES,
  DEPUTIES,
  DISTRICTS,
  EXPERTISE,
  GROUPS,
  SAMPLE_CONGRESS,
  SAMPLE_TERM,
  STAFF,
} from './seed-data.ts';
import type { DirectoryService } from './service.ts';

const CONGRESS_PATH = '/yongjiang/donghu/';
const SINCE = '2022-02-20';

const person = (username: string, name: string, orgId: string, roles: string[]): User => ({
  id: username,
  username,
  name,
  memberships: [{ orgId, roles }],
  active: true,
});

function bodies(): Org[] {
  return BODIES.map(([id, name, bodyKind], i) => ({
    id,
    kind: 'body',
    parentId: SAMPLE_CONGRESS,
    path: `${CONGRESS_PATH}${id}/`,
    name: `东湖区${name}`,
    shortName: name,
    level: 'district',
    bodyKind,
    order: i + 1,
    active: true,
  }));
}

function deputies(): User[] {
  return DEPUTIES.map((name, i) => {
    const [district, group] = DISTRICTS[i % DISTRICTS.length]!;
    const second = EXPERTISE[(i * 5 + 3) % EXPERTISE.length]!;
    return {
      ...person(`db${String(i + 1).padStart(2, '0')}`, name, SAMPLE_CONGRESS, ['deputy']),
      deputy: {
        congressId: SAMPLE_CONGRESS,
        termId: SAMPLE_TERM,
        district,
        expertise: [...new Set([EXPERTISE[i % EXPERTISE.length]!, second])],
        group,
      },
    };
  });
}

/** All accounts of the sample district: user name, name and what it is for. */
export function sampleAccounts(): { username: string; name: string; role: string }[] {
  return [
    { username: 'admin', name: '赵安民', role: '系统管理员' },
    { username: 'guize', name: '钟衡', role: '规则编辑' },
    { username: 'renda1', name: '王静', role: '区人大工作人员(另有 renda2)' },
    { username: 'zhuren1', name: '张思远', role: '区人大领导' },
    { username: 'jtj1', name: '陆建平', role: '交通运输局经办人(各单位为 <单位>1)' },
    { username: 'jtj0', name: '沈国梁', role: '交通运输局负责人(各单位为 <单位>0)' },
    { username: 'db01', name: '陈惠芳', role: '人大代表(db01 至 db60)' },
    { username: 'yunxi1', name: '孟溪', role: '云溪镇人大工作人员' },
  ];
}

/** `password` becomes everybody's; it is hashed once, since all of them share it anyway. */
export async function seedDirectory(o: {
  service: DirectoryService;
  password: string;
  /** ISO instant. */
  now: string;
}): Promise<void> {
  const staff = STAFF.map((s) => person(...s));
  const officials = BODIES.flatMap(([id, , , official, head]) => [
    person(`${id}1`, official, id, ['official']),
    person(`${id}0`, head, id, ['head', 'official']),
  ]);
  const users = [...staff, ...officials, ...deputies()];
  const groups = GROUPS.map(([id, title]) => ({
    id,
    congressId: SAMPLE_CONGRESS,
    title,
    members: users.filter((u) => u.deputy?.group === id).map((u) => ({ userId: u.id, since: SINCE })),
  }));
  const hash = await hashPassword(o.password);
  const credentials = users.map(
    (u): Op => ({
      op: 'put',
      collection: 'credentials',
      doc: { id: u.id, hash, changedAt: o.now, oneTime: false },
    }),
  );
  const term = {
    id: SAMPLE_TERM,
    congressId: SAMPLE_CONGRESS,
    title: '东湖区第十届人民代表大会',
    from: SINCE,
    to: '2027-02-19',
  };
  await o.service.load({ orgs: [...CONGRESSES, ...bodies()], terms: [term], groups, users }, credentials);
}
