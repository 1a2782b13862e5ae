import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type MouseEvent, useState } from 'react';
import type { ExportJob } from '../../contract/responses/exportResponses';
import { say } from '../../contract/texts/texts';
import { jobFileUrl } from '../api/client';
import { colour } from '../ui/colours';
import { startDownload } from './startDownload';

/** Downloads a finished export's file by the browser; an error is shown beside the button. */
export function DownloadButton(props: { job: ExportJob; variant: 'text' | 'contained' }) {
  const { job, variant } = props;
  const [refused, setRefused] = useState<string>();
  const download = (event: MouseEvent) => {
    event.preventDefault();
    setRefused(undefined);
    startDownload(jobFileUrl(job.id), setRefused);
  };
  return (
    <>
      <Button
        component="a"
        href={jobFileUrl(job.id)}
        variant={variant}
        onClick={download}
        {...(variant === 'text' ? { sx: { height: 24 } } : {})}
      >
        {say('exports.download')}
      </Button>
      {refused !== undefined && (
        <Typography component="span" role="alert" sx={{ color: colour('bad') }}>
          {refused}
        </Typography>
      )}
    </>
  );
}
