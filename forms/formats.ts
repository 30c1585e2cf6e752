/**
 * The string formats that forms know, as regular expressions: so that the compiled validators of the page need no
 * library. Linear in the length of the text.
 */
const LONG = '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])';
const SHORT = '(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)';
const FEBRUARY = '02-(?:0[1-9]|1\\d|2[0-8])';
const LEAP_YEAR = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const DATE = `(?:\\d{4}-(?:${LONG}|${SHORT}|${FEBRUARY})|${LEAP_YEAR}-02-29)`;
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?';

export const FORMATS: Record<string, { pattern: RegExp; name: string }> = {
  date: { pattern: new RegExp(`^${DATE}$`), name: '日期（如 2026-03-01）' },
  time: { pattern: new RegExp(`^${TIME}$`), name: '时间（如 09:30）' },
  'date-time': { pattern: new RegExp(`^${DATE}T${TIME}(?:Z|[+-]\\d{2}:\\d{2})?$`), name: '日期和时间' },
  email: { pattern: /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/, name: '电子邮箱' },
  uri: { pattern: /^https?:\/\/[^\s]{1,2000}$/, name: '以 http:// 或 https:// 开头的网址' },
  phone: { pattern: /^(?:\+?86)?(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/, name: '手机号码或固定电话' },
};
