/** English, by the Chinese that stands in the components. */
export const en = {
  '“{name}”无法打开：{reason}': '“{name}” cannot be opened: {reason}',
  决策: 'Decisions',
  决策关系图: 'Decision graph',
};
