import Typography from '@mui/material/Typography';
import { columnOf } from '../../contract/columns/columns';
import { formatCount } from '../../contract/format/numbers';
import type { RejectGroup } from '../../contract/responses/importResponses';

/** Why rows would be rejected, with three examples of each reason and what would mend them. */
export function RejectGroups({ groups }: { groups: readonly RejectGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <section aria-label="Rows that would be rejected">
      <Typography variant="h2" component="h3">
        Would be rejected
      </Typography>
      <ul style={{ paddingLeft: 20, overflowWrap: 'anywhere' }}>
        {groups.map(({ column, what, count, examples, mend }) => (
          <li key={`${column} ${what}`}>
            {column !== null && `${columnOf(column).label} `}
            {what}: {formatCount(count)} {count === 1 ? 'row' : 'rows'}, as{' '}
            {examples
              .map(({ file, line, value }) => `line ${line} of ${file}${value === null ? '' : ` (${value})`}`)
              .join(', ')}
            . {mend}.
          </li>
        ))}
      </ul>
    </section>
  );
}
