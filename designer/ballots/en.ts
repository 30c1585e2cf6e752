/** English of the weighting rounds; the Chinese is the key. */
export const en = {
  '请把 100 分分给同一组的各项指标：越重要，分值越高。':
    'Share 100 points among the indicators of each group: the more important, the more points.',
  '请逐对比较：哪一项更重要，重要多少。': 'Compare in pairs: which is more important, and how much.',
  提交权重: 'Submit weights',
  '提交后不能修改。': 'It cannot be changed after submitting.',
  '“{title}”的权重': 'Weight of “{title}”',
  '合计 100 分。': 'The sum is 100.',
  '按比例调整为 100': 'Scale to 100',
  两项同样重要: 'Both are equally important',
  '“{more}”比“{less}”{word}（{n}）': '“{more}” against “{less}”: {word} ({n})',
  '“{a}”与“{b}”相比': '“{a}” compared with “{b}”',
  由比较得出的权重: 'Weights that follow from the comparisons',
  '一致性比率 {ratio}，前后一致（不超过 {limit}）。':
    'Consistency ratio {ratio}: consistent (at most {limit}).',
  '一致性比率 {ratio}，超过 {limit}：有些比较前后矛盾。':
    'Consistency ratio {ratio}, above {limit}: some comparisons contradict each other.',
  '调整后才能提交。': 'It can be submitted once this is mended.',
  '可以提交，但按规则不计入结果。': 'It can be submitted, but is not counted by the rule.',
  '可以提交，照常计入。': 'It can be submitted and is counted.',
  '与其他比较最不相符的是：{words}。': 'This fits the others least: {words}.',
  '改为：{words}': 'Change to: {words}',
  '收到 {n} 张权重票；结果中代表权重占 {share}%，原权重占 {rest}%。':
    '{n} papers; the voters’ weights count {share}%, the former ones {rest}%.',
  '投票人数太少，为保密不采用代表赋权，沿用原权重。':
    'Too few voted; for secrecy their weights are not taken, the former ones stay.',
  指标: 'Indicator',
  原权重: 'Former weight',
  代表赋权: 'Voters',
  '最低～最高': 'Lowest to highest',
  合并后: 'Joined',
  '意见一致程度（肯德尔 W）{w}。': 'Agreement (Kendall’s W) {w}.',
  '{n} 张因前后矛盾未计入。': '{n} not counted for contradictions.',
  '合并判断的一致性比率 {ratio}。': 'Consistency ratio of the joint judgements {ratio}.',
  同样重要: 'equally important',
  稍微重要: 'moderately more important',
  明显重要: 'strongly more important',
  强烈重要: 'very strongly more important',
  极端重要: 'extremely more important',
} as const;
