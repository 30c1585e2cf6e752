/** The own sign: a hall's gable over columns. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="6" fill="#9e1b20" />
      <path
        d="M7 23.5h18M9 20v-6M14 20v-6M18 20v-6M23 20v-6"
        stroke="#fff"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <path d="M6.5 11.5 16 6.5l9.5 5z" fill="none" stroke="#fff" strokeWidth="2.2" strokeLinejoin="round" />
    </svg>
  );
}
