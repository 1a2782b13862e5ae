import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ApiError } from '../../contract/errors';
import { DEFAULT_VIEW, type ReportView } from '../../contract/reportUrl';
import type { Viewer } from '../../contract/ticketQuery';
import { Notice } from '../app/Notice';
import { colour } from '../theme/colours';
import { withoutParameter } from './repairLink';

/** A link that is not understood: which part and why. Nothing of it is applied until the viewer chooses. */
export function BadLink(props: { error: ApiError; search: string; viewer: Viewer; goTo(view: ReportView): void }) {
  const { error, goTo } = props;
  const { parameter, allowed } = error.details;
  const rest = withoutParameter(props.search, error, props.viewer);
  const refused = error.code === 'forbidden';
  return (
    <main>
      <Notice
        urgent
        title={refused ? 'Part of this link is not available to you' : 'Part of this link was not understood'}
      >
        <Stack spacing={1.5} sx={{ alignItems: 'center' }}>
          <Typography>{error.message}.</Typography>
          {parameter !== undefined && (
            <Typography sx={{ color: colour('soft') }}>
              In <code>{parameter}</code>
              {allowed !== undefined && <>. Allowed: {typeof allowed === 'string' ? allowed : allowed.join(', ')}</>}
            </Typography>
          )}
          <Typography>Nothing of the link has been applied.</Typography>
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', justifyContent: 'center' }}>
            {rest !== null && (
              <Button variant="contained" onClick={() => goTo(rest)}>
                Open without this part
              </Button>
            )}
            <Button onClick={() => goTo(DEFAULT_VIEW)}>Start from all tickets</Button>
          </Stack>
        </Stack>
      </Notice>
    </main>
  );
}
