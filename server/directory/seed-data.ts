/** The sample district: all names are invented. */
import type { Org } from './schemas.ts';

const congress = (
  id: string,
  name: string,
  shortName: string,
  level: Org['level'],
  path: string,
  parentId?: string,
): Org => ({
  id,
  kind: 'congress',
  ...(parentId ? { parentId } : {}),
  path,
  name,
  shortName,
  level,
  order: 1,
  active: true,
});

export const SAMPLE_CONGRESS = 'donghu';
export const SAMPLE_TERM = 'donghu-10';
/** Each congress has its term; the same years in all of them. */
export const TERMS: [string, string, string][] = [
  ['yongjiang-9', 'yongjiang', '甬江市第九届人民代表大会'],
  [SAMPLE_TERM, SAMPLE_CONGRESS, '东湖区第十届人民代表大会'],
  ['yunxi-14', 'yunxi', '云溪镇第十四届人民代表大会'],
  ['shiqiao-12', 'shiqiao', '石桥镇第十二届人民代表大会'],
];

export const CONGRESSES: Org[] = [
  congress('yongjiang', '甬江市人民代表大会', '甬江市人大', 'city', '/yongjiang/'),
  congress('donghu', '东湖区人民代表大会', '东湖区人大', 'district', '/yongjiang/donghu/', 'yongjiang'),
  congress('yunxi', '云溪镇人民代表大会', '云溪镇人大', 'town', '/yongjiang/donghu/yunxi/', 'donghu'),
  congress('shiqiao', '石桥镇人民代表大会', '石桥镇人大', 'town', '/yongjiang/donghu/shiqiao/', 'donghu'),
];

/** id, short name, kind, official, head. */
export const BODIES: [string, string, NonNullable<Org['bodyKind']>, string, string][] = [
  ['jtj', '交通运输局', 'government', '陆建平', '沈国梁'],
  ['jyj', '教育局', 'government', '许文静', '方志远'],
  ['wjj', '卫生健康局', 'government', '何晓燕', '邵明辉'],
  ['mzj', '民政局', 'government', '唐丽华', '蒋德义'],
  ['hbj', '生态环境分局', 'government', '冯立新', '葛长青'],
  ['zjj', '住房和城乡建设局', 'government', '董伟强', '俞振华'],
  ['zhzf', '综合行政执法局', 'government', '曹海波', '汪正刚'],
  ['wglj', '文化和广电旅游体育局', 'government', '钱雨薇', '孔令辉'],
  ['nyj', '农业农村局', 'government', '罗水根', '傅春生'],
  ['sljj', '水利局', 'government', '江涛', '洪大河'],
  ['gaj', '公安分局', 'government', '严峻', '武志国'],
  ['rsj', '人力资源和社会保障局', 'government', '夏敏', '魏保国'],
  ['fy', '人民法院', 'court', '章法严', '秦守正'],
  ['jcy', '人民检察院', 'procuratorate', '程鉴明', '雷正清'],
];

/** id, town congress, name, official, head. */
export const TOWN_BODIES: [string, string, string, string, string][] = [
  ['yxzf', 'yunxi', '云溪镇人民政府', '顾晓岚', '屠建华'],
  ['sqzf', 'shiqiao', '石桥镇人民政府', '阮立民', '应国平'],
];

/** Deputies of the town congresses: user names `yxdb1`…, `sqdb1`… */
export const TOWN_DEPUTIES: [string, string, string[]][] = [
  ['yunxi', 'yxdb', ['章水娟', '蒲大年', '裘根土', '项小琴', '竺永明', '楼亚萍']],
  ['shiqiao', 'sqdb', ['麻志勇', '干素珍', '柴永根', '邬雅君']],
];

/** Electoral districts with the deputies' group each belongs to. */
export const DISTRICTS: [string, string][] = [
  ['城东第一选区', 'zu-chengdong'],
  ['城东第二选区', 'zu-chengdong'],
  ['城西第一选区', 'zu-chengxi'],
  ['城西第二选区', 'zu-chengxi'],
  ['湖滨第一选区', 'zu-hubin'],
  ['湖滨第二选区', 'zu-hubin'],
  ['云溪第一选区', 'zu-yunxi'],
  ['云溪第二选区', 'zu-yunxi'],
  ['石桥第一选区', 'zu-shiqiao'],
  ['石桥第二选区', 'zu-shiqiao'],
];

export const GROUPS: [string, string][] = [
  ['zu-chengdong', '城东代表小组'],
  ['zu-chengxi', '城西代表小组'],
  ['zu-hubin', '湖滨代表小组'],
  ['zu-yunxi', '云溪代表小组'],
  ['zu-shiqiao', '石桥代表小组'],
];

export const EXPERTISE = [
  '交通',
  '教育',
  '医疗卫生',
  '养老托育',
  '生态环境',
  '城市建设',
  '城市管理',
  '文化体育',
  '农业农村',
  '水利',
  '社会治安',
  '就业社保',
  '法治',
  '财政预算',
];

export const DEPUTIES = (
  '陈惠芳 林志强 黄秀英 周建军 吴美玲 徐国华 孙丽娟 马文彬 朱永康 胡小兵 ' +
  '郭春梅 高峰 梁思敏 宋长河 郑玉兰 谢东升 韩雪 杨志勇 邓佳怡 彭海燕 ' +
  '曾庆丰 萧雅琴 田野 潘金凤 袁立 蔡明月 余承志 杜鹃 叶知秋 苏文远 ' +
  '丁一鸣 任芳 卢永祥 姚美华 崔健民 谭晓峰 廖红梅 范长顺 石磊 姜玉珍 ' +
  '戴维东 邱志明 贺兰英 顾炳坤 毛小玲 史可为 陶然 黎明 龙海生 万秋实 ' +
  '钟丽萍 尹建国 施展 牛得草 白云飞 金玉堂 季春晓 柳青 莫言之 童心'
).split(' ');

/** User name, name, organisation, roles. */
export const STAFF: [string, string, string, string[]][] = [
  ['admin', '赵安民', 'yongjiang', ['administrator']],
  ['guize', '钟衡', 'donghu', ['rule-editor']],
  ['renda1', '王静', 'donghu', ['clerk']],
  ['renda2', '李卫东', 'donghu', ['clerk']],
  ['zhuren1', '张思远', 'donghu', ['leader']],
  ['shi1', '鲍世宁', 'yongjiang', ['clerk']],
  ['yunxi1', '孟溪', 'yunxi', ['clerk']],
  ['yunxi0', '盛云山', 'yunxi', ['leader']],
  ['shiqiao1', '乔石生', 'shiqiao', ['clerk']],
  ['shiqiao0', '卓立峰', 'shiqiao', ['leader']],
  ['zhuanjia1', '文博', 'donghu', ['expert']],
  ['zhuanjia2', '计永年', 'donghu', ['expert']],
  ['zhuanjia3', '成效民', 'donghu', ['expert']],
  ['zhuanjia4', '闻人杰', 'donghu', ['expert']],
  ['zhuanjia5', '裘正之', 'donghu', ['expert']],
];
