import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Snackbar from '@mui/material/Snackbar';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Profile } from '../../contract/answers';
import type { ReportView } from '../../contract/reportUrl';
import type { ExportFormat } from '../../contract/requests';
import { prepareExport } from '../api/client';
import { exportParameters } from '../report/requestParameters';
import { OFFERED_FORMATS, willDownload } from './preflight';
import { JOBS_KEY } from './useJobs';

/** Downloads, or queues, what the page shows. One request at a time: a second click never makes a second job. */
export function ExportMenu(props: { profile: Profile; view: ReportView; asOf: string; total: number | undefined }) {
  const { profile, view, asOf, total } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [message, setMessage] = useState<string>();
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: (format: ExportFormat) => prepareExport(exportParameters(view, asOf, format)),
    onSuccess(outcome) {
      if ('url' in outcome) {
        // The browser's own download: nothing of the file passes through the page's memory.
        window.location.assign(outcome.url);
        return;
      }
      setMessage(outcome.message);
      void client.invalidateQueries({ queryKey: JOBS_KEY });
    },
    onError: (error) => setMessage(error.message),
  });
  const choose = (format: ExportFormat) => {
    setAnchor(null);
    run.mutate(format);
  };
  return (
    <>
      <Button
        variant="contained"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        disabled={run.isPending || total === undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {run.isPending ? 'Preparing …' : 'Export'}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {OFFERED_FORMATS.map((format) => (
          <MenuItem key={format} onClick={() => choose(format)}>
            <ListItemText
              primary={format}
              secondary={willDownload(profile, format, total ?? 0) ? 'downloads now' : 'will be emailed to you'}
            />
          </MenuItem>
        ))}
      </Menu>
      <Snackbar open={message !== undefined} autoHideDuration={8000} onClose={() => setMessage(undefined)}>
        <Alert severity={run.isError ? 'error' : 'success'} variant="filled" onClose={() => setMessage(undefined)}>
          {message}
        </Alert>
      </Snackbar>
    </>
  );
}
