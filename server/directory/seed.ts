/** Writes the sample district's directory. The same people and ids each time; the accounts share one password. */
import { hashPassword } from '../auth/passwords.ts';
import { localDate } from '../clock/clock.ts';
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
  TERMS,
  TOWN_BODIES,
  TOWN_DEPUTIES,
} from './seed-data.ts';
import type { DirectoryService } from './service.ts';

const person = (username: string, name: string, orgId: string, roles: string[]): User => ({
  id: username,
  username,
  name,
  memberships: [{ orgId, roles }],
  active: true,
});

const bodyOf = (congress: Org, o: { id: string; name: string; shortName: string; order: number }) => ({
  ...o,
  kind: 'body' as const,
  parentId: congress.id,
  path: `${congress.path}${o.id}/`,
  level: congress.level,
  active: true,
});

function bodies(): Org[] {
  const district = CONGRESSES.find((c) => c.id === SAMPLE_CONGRESS)!;
  const ofDistrict = BODIES.map(
    ([id, shortName, bodyKind], i): Org => ({
      ...bodyOf(district, { id, name: `东湖区${shortName}`, shortName, order: i + 1 }),
      bodyKind,
    }),
  );
  const ofTowns = TOWN_BODIES.map(
    ([id, town, name]): Org => ({
      ...bodyOf(CONGRESSES.find((c) => c.id === town)!, { id, name, shortName: name, order: 1 }),
      bodyKind: 'government',
    }),
  );
  return [...ofDistrict, ...ofTowns];
}

function deputies(): User[] {
  const ofDistrict = DEPUTIES.map((name, i): User => {
    const [district, group] = DISTRICTS[i % DISTRICTS.length]!;
    const second = EXPERTISE[(i * 5 + 3) % EXPERTISE.length]!;
    const expertise = [...new Set([EXPERTISE[i % EXPERTISE.length]!, second])];
    return {
      ...person(`db${String(i + 1).padStart(2, '0')}`, name, SAMPLE_CONGRESS, ['deputy']),
      deputy: { congressId: SAMPLE_CONGRESS, termId: SAMPLE_TERM, district, expertise, group },
    };
  });
  const ofTowns = TOWN_DEPUTIES.flatMap(([congressId, prefix, names]) =>
    names.map((name, i): User => {
      const termId = TERMS.find(([, congress]) => congress === congressId)![0];
      const district = `第${'一二三四五六'[i]}选区`;
      const expertise = [EXPERTISE[(i * 3 + 8) % EXPERTISE.length]!];
      return {
        ...person(`${prefix}${i + 1}`, name, congressId, ['deputy']),
        deputy: { congressId, termId, district, expertise },
      };
    }),
  );
  return [...ofDistrict, ...ofTowns];
}

export interface AccountGroup {
  title: string;
  accounts: { username: string; name: string; role: string }[];
}

/** Accounts of the sample district to try it with, grouped by where they work. */
export function sampleAccounts(): AccountGroup[] {
  const account = (username: string, name: string, role: string) => ({ username, name, role });
  return [
    {
      title: '系统',
      accounts: [account('admin', '赵安民', '系统管理员'), account('guize', '钟衡', '规则编辑')],
    },
    {
      title: '人大机关',
      accounts: [
        account('renda1', '王静', '区人大工作人员，另有 renda2'),
        account('zhuren1', '张思远', '区人大常委会领导'),
        account('yunxi1', '孟溪', '云溪镇人大工作人员，石桥镇为 shiqiao1，市为 shi1'),
      ],
    },
    {
      title: '承办单位',
      accounts: [
        account(
          'jtj1',
          '陆建平',
          `交通运输局经办人，各单位为 <单位>1:${BODIES.map(([id]) => id).join('、')}`,
        ),
        account('jtj0', '沈国梁', '交通运输局负责人，各单位为 <单位>0'),
      ],
    },
    {
      title: '人大代表和专家',
      accounts: [
        account('db01', '陈惠芳', '区人大代表，db01 至 db60'),
        account('zhuanjia1', '文博', '评议专家，zhuanjia1 至 zhuanjia5'),
        account('yxdb1', '章水娟', '云溪镇人大代表，yxdb1 至 yxdb6，石桥镇为 sqdb1 至 sqdb4'),
      ],
    },
  ];
}

/** `password` becomes everybody's; it is hashed once, since all of them share it anyway. */
export async function seedDirectory(o: {
  service: DirectoryService;
  password: string;
  /** ISO instant; the terms of office are those of its year. */
  now: string;
}): Promise<void> {
  const year = Number(localDate(o.now).slice(0, 4));
  const since = `${year - 4}-02-20`;
  const staff = STAFF.map((s) => person(...s));
  const officials = [...BODIES, ...TOWN_BODIES].flatMap(([id, , , official, head]) => [
    person(`${id}1`, official, id, ['official']),
    person(`${id}0`, head, id, ['head', 'official']),
  ]);
  const users = [...staff, ...officials, ...deputies()];
  const groups = GROUPS.map(([id, title]) => ({
    id,
    congressId: SAMPLE_CONGRESS,
    title,
    members: users.filter((u) => u.deputy?.group === id).map((u) => ({ userId: u.id, since })),
  }));
  const hash = await hashPassword(o.password);
  const credentials = users.map(
    (u): Op => ({
      op: 'put',
      collection: 'credentials',
      doc: { id: u.id, hash, changedAt: o.now, oneTime: false },
    }),
  );
  const terms = TERMS.map(([id, congressId, title]) => ({
    id,
    congressId,
    title,
    from: since,
    to: `${year + 1}-02-19`,
  }));
  await o.service.load({ orgs: [...CONGRESSES, ...bodies()], terms, groups, users }, credentials);
}
