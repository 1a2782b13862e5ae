import Typography from '@mui/material/Typography';
import { COLUMNS, columnOf } from '../../contract/columns/columns';
import type { RejectGroup } from '../../contract/responses/importResponses';
import { serverWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';

/** Why rows would be rejected, with three examples of each reason and what would mend them. */
export function RejectGroups({ groups }: { groups: readonly RejectGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <section aria-label={say('import.rejects.label')}>
      <Typography variant="h2" component="h3">
        {say('import.rejects')}
      </Typography>
      <ul style={{ paddingLeft: 20, overflowWrap: 'anywhere' }}>
        {groups.map(({ column, what, count, examples, mend }) => (
          <li key={`${column} ${what}`}>
            {say('import.rejects.group', {
              what: column === null ? serverWords(what) : `${columnOf(column).label} ${serverWords(what)}`,
              n: count,
              examples: examples.map(describeExample).join(', '),
              mend: serverWords(inPlaceOfEnglish(column, mend)),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The server names the column in English. */
function inPlaceOfEnglish(column: RejectGroup['column'], mend: string): string {
  return column === null ? mend : mend.replace(`"${COLUMNS[column].label}"`, `"${columnOf(column).label}"`);
}

function describeExample({ value, ...place }: RejectGroup['examples'][number]): string {
  return value === null
    ? say('import.rejects.example', place)
    : say('import.rejects.exampleValue', { ...place, value });
}
