/** Markdown is HTML in the application: vite.config.ts turns it when building. */
declare module '*.md' {
  const html: string;
  export default html;
}
