import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { formatTime } from '../../contract/format/format';
import type { AuditEntry, AuditList } from '../../contract/responses/auditResponses';
import { say } from '../../contract/texts/texts';
import { wallTimeIn } from '../../contract/time/wallTime';
import { colour } from '../ui/colours';
import { describeColumns, describeDeed, describeRequest } from './describeEntry';
import type { AuditParameters } from './useAuditAddress';

interface Props {
  page: AuditList;
  timeZone: string;
  search: string;
  goTo(parameters: AuditParameters): void;
}

/** Entries, newest first: in columns where there is room, one under the other on a phone. */
export function AuditEntries({ page, timeZone, search, goTo }: Props) {
  const { before, ...chosen }: Record<string, string> = Object.fromEntries(new URLSearchParams(search));
  const { entries, next } = page;
  return (
    <>
      <Stack component="ul" aria-label={say('audit.entries')} sx={LIST_STYLE}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} timeZone={timeZone} />
        ))}
      </Stack>
      <Stack direction="row" sx={{ gap: 1, mt: 2 }}>
        {before !== undefined && <Button onClick={() => goTo(chosen)}>{say('audit.newest')}</Button>}
        {next !== null && (
          <Button onClick={() => goTo({ ...chosen, before: String(next) })}>{say('audit.older')}</Button>
        )}
      </Stack>
    </>
  );
}

function Entry({ entry, timeZone }: { entry: AuditEntry; timeZone: string }) {
  const { at, userEmail, userId, level, address, program } = entry;
  const what = level === null ? null : say(`shell.privacy.level.${level}`);
  // "Chrome 156 on Linux", as it is stored.
  const from = [address, program?.replace(' on ', ', ') ?? null, what].filter((part) => part !== null).join(' · ');
  return (
    <li>
      <time dateTime={at}>{formatTime(wallTimeIn(timeZone, new Date(at)))}</time>
      <strong>{userEmail ?? userId ?? say(address === null ? 'audit.server' : 'audit.notSignedIn')}</strong>
      <div>
        {describeDeed(entry)}
        <small>{describeColumns(entry)}</small>
        <small data-query>{describeRequest(entry)}</small>
      </div>
      <small>{from}</small>
    </li>
  );
}

const LIST_STYLE = {
  listStyle: 'none',
  m: 0,
  p: 0,
  '& li': {
    display: 'grid',
    gridTemplateColumns: { md: '150px 220px 1fr 220px' },
    columnGap: 2,
    px: 1.5,
    py: 1,
    bgcolor: colour('paper'),
    borderBottom: `1px solid ${colour('line')}`,
    overflowWrap: 'anywhere',
  },
  '& time, & small': { color: colour('soft') },
  '& strong': { fontWeight: 500 },
  '& div small': { display: 'block' },
};
