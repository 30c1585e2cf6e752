import type { ThemeConfig } from 'antd';

/** Official and calm: white and grey, a deep red for what is chosen or done. */
export const ACCENT = '#9e1b20';

const FIELD = {
  activeBorderColor: '#2b5797',
  hoverBorderColor: '#7d93b2',
  activeShadow: '0 0 0 2px rgb(43 87 151 / 15%)',
};

export const theme: ThemeConfig = {
  cssVar: { key: 'jd' },
  hashed: false,
  token: {
    colorPrimary: ACCENT,
    colorInfo: '#2b5797',
    colorLink: '#2b5797',
    // Derived ones are lighter, too light to be read while one points at them.
    colorLinkHover: '#1f4377',
    colorLinkActive: '#1f4377',
    colorError: '#c2410c',
    colorWarning: '#b7791f',
    colorSuccess: '#2f7d4f',
    // The grounds of notes, as in app.css; those derived from the dark colours above are dull.
    colorInfoBg: '#eff4fb',
    colorInfoBorder: '#c3d3ea',
    colorErrorBg: '#fdf0ee',
    colorErrorBorder: '#f0c4bd',
    colorWarningBg: '#fff7e3',
    colorWarningBorder: '#ecd9a6',
    colorSuccessBg: '#edf7f0',
    colorSuccessBorder: '#bfdecb',
    colorTextBase: '#1f2328',
    colorBgLayout: '#f4f5f7',
    colorTextPlaceholder: '#6b727c',
    colorTextDescription: '#5b636e',
    borderRadius: 4,
    fontSize: 14,
    fontFamily:
      "-apple-system, BlinkMacSystemFont, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif",
    // Who asked the system for less motion gets none (WCAG 2.3.3).
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    // Red is for what is wrong: a field that has the focus is framed in blue.
    Input: FIELD,
    InputNumber: FIELD,
    DatePicker: FIELD,
    Select: {
      activeBorderColor: FIELD.activeBorderColor,
      hoverBorderColor: FIELD.hoverBorderColor,
      activeOutlineColor: 'rgb(43 87 151 / 15%)',
    },
    Menu: { itemHeight: 38, itemBorderRadius: 4 },
    Table: { cellPaddingBlock: 10, headerBg: '#f7f8fa' },
    Tabs: { horizontalMargin: '0 0 12px 0' },
  },
};
