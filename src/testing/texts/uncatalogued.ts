import { parseAst } from 'vite';

/** Finds words in the page's sources that stand in no catalogue. */

/** Attributes and properties whose value is read by people. */
const READ = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'title',
  'label',
  'placeholder',
  'helperText',
  'alt',
  'primary',
  'secondary',
  'heading',
  'note',
  'reason',
  'message',
  'text',
  'children',
]);

/** What is the same in every language. */
const EVERYWHERE =
  /^(Ticketlens|Ticket|lens|&nbsp;|API|JSON|CSV|csv|xlsx|json|ndjson|parquet|PNG|p\d\d|n|n =|kB|MB|English|Deutsch)$/;

interface Node {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && 'type' in part && typeof part.type === 'string';
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((part) =>
    Array.isArray(part) ? part.filter(isNode) : isNode(part) ? [part] : [],
  );
}

function rootOf(source: string): Node {
  const root: unknown = parseAst(source, { lang: 'tsx' });
  if (!isNode(root)) throw new Error('no syntax tree');
  return root;
}

/** Texts of JSX, and of attributes and properties that people read, in the order of the source. */
export function uncataloguedTexts(source: string): string[] {
  return textsBelow(rootOf(source)).filter((text) => /\p{L}/u.test(text) && !EVERYWHERE.test(text));
}

function textsBelow(node: Node): string[] {
  return [...ownTexts(node), ...childrenOf(node).flatMap(textsBelow)];
}

function ownTexts(node: Node): string[] {
  if (node.type === 'JSXText') return typeof node.value === 'string' ? [node.value.replace(/\s+/g, ' ').trim()] : [];
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    const shown = Array.isArray(node.children) ? node.children.filter(isNode) : [];
    return shown.filter(({ type }) => type === 'JSXExpressionContainer').flatMap(({ expression }) => said(expression));
  }
  const isRead = (node.type === 'JSXAttribute' || node.type === 'Property') && READ.has(nameOf(node));
  return isRead ? said(node.value) : [];
}

function nameOf(node: Node): string {
  const name = node.type === 'JSXAttribute' ? node.name : node.key;
  if (!isNode(name)) return '';
  return String(name.name ?? name.value ?? '');
}

/** The words that an expression can be: each side of a choice, and what stands between values. */
function said(expression: unknown): string[] {
  if (!isNode(expression)) return [];
  switch (expression.type) {
    case 'Literal':
      return typeof expression.value === 'string' ? [expression.value] : [];
    case 'JSXExpressionContainer':
      return said(expression.expression);
    case 'ConditionalExpression':
      return [...said(expression.consequent), ...said(expression.alternate)];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return expression.operator === '===' || expression.operator === '!=='
        ? []
        : [...said(expression.left), ...said(expression.right)];
    case 'TemplateLiteral':
      return (Array.isArray(expression.quasis) ? expression.quasis.filter(isNode) : []).map(quasiText);
    default:
      return [];
  }
}

function quasiText({ value }: Node): string {
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked).trim() : '';
}

/** Functions that say something in the language of the moment. */
const SAYING = /^(say|sayRich|columnOf|labelOf|valueLabel)$/;

/** What is said while a module is loaded: in the language of that moment for ever. */
export function saidTooEarly(source: string): string[] {
  return callsOutsideFunctions(rootOf(source)).filter((name) => SAYING.test(name));
}

function callsOutsideFunctions(node: Node): string[] {
  if (/Function/.test(node.type) || node.type === 'MethodDefinition') return [];
  const callee = node.type === 'CallExpression' && isNode(node.callee) ? [String(node.callee.name ?? '')] : [];
  return [...callee, ...childrenOf(node).flatMap(callsOutsideFunctions)];
}
