import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { say } from '../../contract/texts/texts';
import { getOutboxMail } from '../api/client';
import { colour } from '../ui/colours';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { useSettledError } from '../ui/useSettledError';
import { JOBS_KEY } from './useJobs';

/** Addresses of this page in a text can be clicked, as in a mail program. */
function withLinks(text: string) {
  const own = `${window.location.origin}/`;
  return text.split(/(https?:\/\/\S+)/).map((part) =>
    part.startsWith(own) ? (
      <a key={part} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}

/** The mail of an export in the local outbox, which takes mails where no mail server is set up. */
export function OutboxMail({ jobId }: { jobId: string }) {
  const mail = useQuery({
    queryKey: [...JOBS_KEY, jobId, 'mail'],
    queryFn: ({ signal }) => getOutboxMail(jobId, signal),
  });
  const { data } = mail;
  const error = useSettledError(mail);
  if (error !== null) return <FailureNotice error={error} retry={() => void mail.refetch()} />;
  if (data === undefined) return <Notice title={say('jobs.mail.opening')} />;
  return (
    <Box
      component="section"
      aria-label={say('jobs.mail')}
      sx={{ mt: 1, p: 1.5, border: `1px solid ${colour('line')}`, borderRadius: 1, bgcolor: colour('bg') }}
    >
      <Typography variant="body2" sx={{ color: colour('soft') }}>
        {say('jobs.mail.why')}
      </Typography>
      <Typography sx={{ fontWeight: 600, mt: 0.5 }}>{data.subject}</Typography>
      <Typography variant="body2" sx={{ color: colour('soft'), overflowWrap: 'anywhere' }}>
        {say('jobs.mail.fromTo', { from: data.from, to: data.to })}
      </Typography>
      <Typography
        variant="body2"
        component="pre"
        sx={{ font: 'inherit', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', my: 1 }}
      >
        {withLinks(data.text.trim())}
      </Typography>
      {data.attachments.length > 0 && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {say('jobs.mail.attached', { files: data.attachments.join(', ') })}
        </Typography>
      )}
    </Box>
  );
}
