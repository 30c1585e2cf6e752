/** What can go wrong while a file is read or drawn. */
export const importing: Record<string, string> = {
  'no diagram to display': '文件里没有图形，无法显示',
  'no process or collaboration to display': '文件里没有流程',
  'failed to import {element}': '无法读入 {element}',
};
