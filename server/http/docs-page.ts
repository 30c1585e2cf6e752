/** The OpenAPI document as one plain page: no script, nothing from elsewhere. */

interface Operation {
  tags: string[];
  summary: string;
  description: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content: Record<string, { schema?: unknown }> };
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
}

const esc = (s: string): string =>
  s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const code = (value: unknown): string => `<pre tabindex="0">${esc(JSON.stringify(value, null, 2))}</pre>`;

function schemas(title: string, content: Record<string, { schema?: unknown }> | undefined): string {
  return Object.entries(content ?? {})
    .map(([type, { schema }]) => `<h4>${title} <small>${esc(type)}</small></h4>${schema ? code(schema) : ''}`)
    .join('');
}

function operationHtml(method: string, path: string, o: Operation): string {
  const rows = (o.parameters ?? [])
    .map(
      (p) =>
        `<tr><td><code>${esc(p.name)}</code></td><td>${esc(p.in)}</td><td>${p.required ? '必填' : ''}</td><td><code>${esc(JSON.stringify(p.schema ?? {}))}</code></td></tr>`,
    )
    .join('');
  const table = rows ? `<table><tr><th>参数</th><th>位置</th><th></th><th>类型</th></tr>${rows}</table>` : '';
  return `<details><summary><b class="${method}">${method.toUpperCase()}</b> <code>${esc(path)}</code> ${esc(o.summary)}</summary>
<p>${esc(o.description)}</p>${table}${schemas('请求', o.requestBody?.content)}${schemas('回答', o.responses['200']?.content)}</details>`;
}

const STYLE = `body{font:15px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:70rem;margin:0 auto;padding:1.5rem;color:#1f2328}
h2{margin-top:2rem;border-bottom:1px solid #d0d7de}summary{cursor:pointer;padding:.25rem 0}pre{background:#f6f8fa;padding:.75rem;overflow:auto;max-height:24rem}
table{border-collapse:collapse}td,th{border:1px solid #d0d7de;padding:.15rem .5rem;text-align:left;word-break:break-word}b{display:inline-block;min-width:4rem}
.get{color:#0550ae}.post{color:#116329}.put,.patch{color:#7d4e00}.delete{color:#a40e26}details[open]{background:#fcfcfd}`;

export function docsPage(doc: object): string {
  const { paths, info } = doc as {
    paths: Record<string, Record<string, Operation>>;
    info: { title: string; version: string };
  };
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, o]) => ({
      tag: o.tags[0] ?? '',
      html: operationHtml(method, path, o),
    })),
  );
  const tags = [...new Set(all.map((o) => o.tag))].sort();
  const sections = tags.map(
    (t) =>
      `<section><h2 id="${esc(t)}">${esc(t)}</h2>${all
        .filter((o) => o.tag === t)
        .map((o) => o.html)
        .join('\n')}</section>`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${esc(info.title)} 接口说明</title><style>${STYLE}</style></head><body><main><h1>${esc(info.title)} 接口说明 <small>${esc(info.version)}</small></h1>
<p>机器可读：<a href="/api/openapi.json">/api/openapi.json</a>(OpenAPI 3.1)。修改数据的请求须带 <code>x-csrf-token</code>，其值由 <code>GET /api/session</code> 给出。</p>
<nav>${tags.map((t) => `<a href="#${esc(t)}">${esc(t)}</a>`).join(' · ')}</nav>${sections.join('\n')}</main></body></html>`;
}
