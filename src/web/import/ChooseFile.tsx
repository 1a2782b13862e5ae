import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type DragEvent, useRef, useState } from 'react';
import { formatBytes } from '../../contract/format';
import { isFailure } from '../api/failure';
import { colour } from '../theme/colours';

interface Props {
  maxBytes: number;
  send(file: File): void;
  /** How much of the file is sent, 0..1; undefined while none is. */
  share: number | undefined;
  stop(): void;
  problem: Error | null;
}

/** A file by dropping or choosing it, and how far its sending is. */
export function ChooseFile({ maxBytes, send, share, stop, problem }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string>();
  const take = (files: FileList | null) => {
    const [file, ...more] = files ?? [];
    if (file === undefined) return;
    const why = refusal(file, more.length, maxBytes);
    setRefused(why);
    if (why === undefined) send(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  if (share !== undefined) return <Sending share={share} stop={stop} />;
  // Whoever stopped it knows why.
  const trouble = refused ?? (problem === null || problem.name === 'AbortError' ? undefined : messageOf(problem));
  return (
    <>
      {trouble !== undefined && <Alert severity="error">{trouble}</Alert>}
      <Box
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        sx={{ ...DROP_STYLE, ...(over ? { borderColor: colour('accent'), bgcolor: colour('accent-bg') } : {}) }}
      >
        <Typography sx={{ fontWeight: 600 }}>Drop a file of tickets here</Typography>
        <Typography variant="body2" sx={{ color: colour('soft') }}>
          csv, JSON array or NDJSON; plain or .gz; up to {formatBytes(maxBytes)}
        </Typography>
        <Button variant="contained" onClick={() => input.current?.click()} sx={{ mt: 1.5 }}>
          Choose a file
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="File of tickets"
          onChange={(event) => {
            take(event.target.files);
            // The same file may be chosen again once it is mended.
            event.target.value = '';
          }}
        />
      </Box>
      <Typography variant="body2" sx={{ color: colour('soft') }}>
        You see the first rows before anything is stored. Of tickets with the same id the newer one stays.
      </Typography>
    </>
  );
}

function Sending({ share, stop }: { share: number; stop(): void }) {
  const percent = Math.floor(share * 100);
  return (
    <Stack spacing={1}>
      <Typography role="status">Sending the file …</Typography>
      <LinearProgress variant="determinate" value={percent} aria-label="Sent" />
      <Typography variant="body2">{percent} %</Typography>
      <Button onClick={stop} sx={{ alignSelf: 'start' }}>
        Cancel
      </Button>
    </Stack>
  );
}

function refusal(file: File, more: number, maxBytes: number): string | undefined {
  if (more > 0) return 'One file at a time, please.';
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size > maxBytes) {
    return `${file.name} has ${formatBytes(file.size)}; up to ${formatBytes(maxBytes)} can be sent here, larger files by npm run import.`;
  }
  return undefined;
}

function messageOf(problem: Error): string {
  const allowed = isFailure(problem, 'refused') ? problem.detail.allowed : undefined;
  return allowed === undefined ? problem.message : `${problem.message}. Allowed: ${[allowed].flat().join(', ')}`;
}

const DROP_STYLE = {
  border: `1px dashed ${colour('faint')}`,
  borderRadius: 2,
  px: 2,
  py: 5,
  textAlign: 'center',
};
