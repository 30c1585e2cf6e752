/** English of the voting page. */
export const en = {
  '{title} · 人大监督': "{title} · People's Congress Supervision",
  '正在打开选票…': 'Opening the ballot…',
  '您已投票，谢谢。': 'You have voted. Thank you.',
  '回执只证明选票已计入，不含所选内容。':
    'The receipt proves that the ballot is counted; it does not tell what you chose.',
  '请记下回执。投票结束后公布全部回执，可以':
    'Please keep it. All receipts are published when the ballot has closed: ',
  核对回执: 'Check receipts',
  '。': '.',
  '核对回执 · {title} · 人大监督': "Receipts · {title} · People's Congress Supervision",
  '本次投票人人可以参加，结果仅供参考，单独列出，不计入评分。':
    'Anybody may take part; the result is for information, stands apart and is no part of the score.',
  '投票已经结束。': 'Voting is over. ',
  '结果公布后，可以在这里查看。': 'The result can be seen here once it is published.',
  '这台设备已经投过票，谢谢。': 'A vote was cast from this device. Thank you.',
  '这个投票码已经用过。': 'This code was used before.',
  输入投票码: 'Enter your voting code',
  '投票码印在发给您的票单上，共 16 个字母或数字，也可以直接扫票单上的二维码。':
    'The code is printed on the slip that you were given: 16 letters or digits. Or scan the QR code on the slip.',
  投票码: 'Voting code',
  下一步: 'Next',
  '还有 {n} 项没有选，没选的将计为弃权。投票后不能修改，确定投票吗？':
    '{n} left open: they count as abstentions. A vote cannot be changed. Cast it?',
  '{min} 至 {max} 分': '{min} to {max} points',
  '请选择，最多 {places} 项（已选 {n} 项）': 'Choose at most {places} ({n} chosen)',
  投票: 'Cast the vote',
  '无记名投票，提交后不能修改。': 'The ballot is secret. A vote cannot be changed.',
  结果: 'Result',
  '共 {n} 人参加。': '{n} took part.',
  '参加的人太少，为保密不显示票数。': 'Too few took part: votes are not shown, to keep them secret.',
  '平均 {n} 分': '{n} points on average',
  '{title}：{n} 票，{share}%': '{title}: {n} votes, {share}%',
  '弃权（未选）{n} 票': 'Abstained (nothing chosen): {n}',
  '一项多选作废 {n} 票': 'Void for several marks here: {n}',
  '正在打开回执…': 'Opening the receipts…',
} as const;
