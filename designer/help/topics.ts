/** The pages of docs/manual in the order of their numbers; the build turns their Markdown into HTML. */
export interface Topic {
  id: string;
  title: string;
  html: string;
}

const pages = import.meta.glob<string>('../../docs/manual/*.md', { eager: true, import: 'default' });

export const TOPICS: readonly Topic[] = Object.entries(pages)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([file, html]) => ({
    id: file.replace(/^.*\/\d+-|\.md$/g, ''),
    title: /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? file,
    html,
  }));
