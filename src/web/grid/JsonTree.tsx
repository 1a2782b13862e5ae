import { parseJson } from '../../contract/format/parseJson';
import { colour } from '../ui/colours';

/** JSON text as a tree that unfolds; text that is no JSON is shown as it is. */
export function JsonTree({ text }: { text: string }) {
  const parsed = parseJson(text);
  if (parsed === undefined) return <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</pre>;
  return (
    <div style={{ fontFamily: 'ui-monospace, monospace', fontSize: 12 }}>
      <Node name="" value={parsed} open />
    </div>
  );
}

function Node({ name, value, open = false }: { name: string; value: unknown; open?: boolean }) {
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
    <details open={open} style={{ paddingLeft: 14 }}>
      <summary>
        <span style={{ color: colour('soft') }}>{label}</span>
        {summary}
      </summary>
      {entries.map(([key, each]) => (
        <Node key={key} name={key} value={each} />
      ))}
    </details>
  );
}
