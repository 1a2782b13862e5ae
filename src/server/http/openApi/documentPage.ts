import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * The OpenAPI document as a page. It needs no script: every operation is an element that the browser itself unfolds, so
 * that nothing runs below the API's addresses. Viewers from npm were looked at: swagger-ui-dist and redoc each bring a
 * package that reports home, and openapi-explorer 60 packages.
 */

const schema = z.looseObject({});
const contents = z.record(z.string(), z.object({ schema: schema.optional() }));
const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.string(),
      required: z.boolean(),
      description: z.string().optional(),
      schema,
    }),
  ),
  requestBody: z.object({ content: contents }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: contents.optional() })),
});
type Operation = z.infer<typeof operationSchema>;

const documentSchema = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

export function documentPage(document: object): string {
  const { info, tags, paths } = documentSchema.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const sections = tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return [
      `<section id="${name}"><h2>${name}</h2><p>${escaped(description)}</p>`,
      ...own.map(({ path, method, operation }) => operationHtml(path, method, operation)),
      '</section>',
    ].join('\n');
  });
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(info.title)}: API</title><style>${STYLE}</style></head><body>`,
    `<header><h1>${escaped(info.title)}: API</h1><nav aria-label="Sections">`,
    tags.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' '),
    ' <a href="docs/open-api">OpenAPI document</a></nav></header><main>',
    ...info.description.split('\n\n').map((part) => `<p>${escaped(part)}</p>`),
    ...sections,
    '</main></body></html>',
  ].join('\n');
}

function operationHtml(path: string, method: string, operation: Operation): string {
  const { operationId, summary, description, security, parameters, requestBody, responses } = operation;
  const who = security === undefined ? 'Anybody may ask.' : (description ?? 'For whoever is signed in.');
  return [
    `<details id="${operationId}"><summary><b class="${method}">${method}</b> <code>${escaped(path)}</code> `,
    `<span>${escaped(summary)}</span></summary><p>${escaped(who)}</p>`,
    parametersHtml(parameters),
    requestBody === undefined ? '' : `<h3>Body</h3>${contentsHtml(requestBody.content)}`,
    '<h3>Answers</h3><dl>',
    ...Object.entries(responses).map(
      ([status, { description: words, content }]) =>
        `<dt>${status}</dt><dd>${escaped(words)}${content === undefined || !status.startsWith('2') ? '' : contentsHtml(content)}</dd>`,
    ),
    '</dl></details>',
  ].join('');
}

function parametersHtml(parameters: Operation['parameters']): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    (each) =>
      `<tr><th scope="row"><code>${escaped(each.name)}</code>${each.required ? ' <em>required</em>' : ''}</th><td>${escaped(typeOf(each.schema))}</td><td>${escaped(each.description ?? '')}</td></tr>`,
  );
  return `<h3>Parameters</h3><div class="scroll"><table><thead><tr><th scope="col">Name</th><th scope="col">Values</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** `1 to 500, 30 without it`, or the words that it can be. */
function typeOf({ type, enum: words, default: given, minimum, maximum }: z.infer<typeof schema>): string {
  const range = [minimum, maximum].filter((bound) => typeof bound === 'number').join(' to ');
  const values = Array.isArray(words) ? words.join(', ') : [String(type ?? 'text'), range].join(' ').trim();
  return given === undefined ? values : `${values}; ${String(given)} without it`;
}

function contentsHtml(content: z.infer<typeof contents>): string {
  return Object.entries(content)
    .map(([type, { schema: shape }]) =>
      shape === undefined
        ? `<p><code>${escaped(type)}</code></p>`
        : `<details><summary><code>${escaped(type)}</code></summary><pre>${escaped(JSON.stringify(shape, undefined, 1))}</pre></details>`,
    )
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const STYLE = `
:root{color-scheme:light dark;--ink:#26241f;--soft:#5f5b52;--paper:#fff;--bg:#f5f3ee;--line:#ddd8cc;--accent:#0f5e5a}
@media (prefers-color-scheme:dark){:root{--ink:#ece9e2;--soft:#b0aba0;--paper:#24221e;--bg:#1b1916;--line:#3b382f;--accent:#5fb8b1}}
body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.5 Inter,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
header{position:sticky;top:0;background:var(--paper);border-bottom:1px solid var(--line);padding:10px 20px;z-index:1}
h1{font-size:17px;margin:0 0 4px}h2{font-size:16px;margin:28px 0 0}h3{font-size:13px;margin:12px 0 4px}
nav{display:flex;gap:14px;flex-wrap:wrap}a{color:var(--accent)}main{max-width:1040px;margin:0 auto;padding:12px 20px 80px}
p{margin:6px 0;overflow-wrap:anywhere}section{scroll-margin-top:72px}
section>details{background:var(--paper);border:1px solid var(--line);border-radius:8px;margin:8px 0;padding:0 14px 0}
section>details[open]{padding-bottom:12px}summary{cursor:pointer;padding:8px 0;overflow-wrap:anywhere}
summary span{color:var(--soft)}summary b{display:inline-block;min-width:56px;font-size:12px;color:var(--accent)}
code,pre{font:12.5px/1.5 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
pre{overflow:auto;max-height:420px;background:var(--bg);padding:10px;border-radius:6px;overflow-wrap:normal}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-top:1px solid var(--line);font-weight:400}
thead th{color:var(--soft);border:0}td{color:var(--soft);min-width:160px}em{color:var(--soft);font-size:12px}
dl{display:grid;grid-template-columns:60px 1fr;gap:4px 8px;margin:0}dt{font-variant-numeric:tabular-nums}dd{margin:0;min-width:0}
`;

/** What a content security policy allows the page: these styles and nothing else. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
