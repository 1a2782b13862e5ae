import { parseJson } from '../../contract/format/parseJson';
import { colour } from '../ui/colours';

/** JSON text as a tree that unfolds; text that is no JSON is shown as it is. */
export function JsonTree({ text }: { text: string }) {
  const parsed = parseJson(text);
  if (parsed === undefined) return <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</pre>;
  return (
    <div style={{ fontFamily: 'ui-monospace, monospace', fontSize: 12 }}>
      <Node name="" value={parsed} depth={0} />
    </div>
  );
}

/** Deeper ones are counted and not shown: a document can have more levels than a browser can draw. */
const MAX_DEPTH = 99;

function Node({ name, value, depth }: { name: string; value: unknown; depth: number }) {
  const label = name === '' ? '' : `${name}: `;
  if (typeof value !== 'object' || value === null) {
    return (
      <div style={{ paddingLeft: 14, overflowWrap: 'anywhere' }}>
        <span style={{ color: colour('soft') }}>{label}</span>
        {JSON.stringify(value)}
      </div>
    );
  }
  const entries = Object.entries(value);
  const summary = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  return (
    <details open={depth === 0} style={{ paddingLeft: 14 }}>
      <summary>
        <span style={{ color: colour('soft') }}>{label}</span>
        {summary}
      </summary>
      {depth < MAX_DEPTH && entries.map(([key, each]) => <Node key={key} name={key} value={each} depth={depth + 1} />)}
    </details>
  );
}
