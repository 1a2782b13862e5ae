import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type DragEvent, useRef, useState } from 'react';
import { formatBytes } from '../../contract/format/format';
import { say } from '../../contract/texts/texts';
import { allowedWords, isFailure } from '../api/failure';
import { colour } from '../ui/colours';

interface Props {
  maxBytes: number;
  send(files: readonly File[]): void;
  /** The error of the last sending. */
  problem: Error | null;
}

/** Files by dropping or choosing them. */
export function ChooseFile({ maxBytes, send, problem }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string>();
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length === 0) return;
    const why = refusal(files, maxBytes);
    setRefused(why);
    if (why === undefined) send(files);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const trouble = refused ?? (problem === null ? undefined : messageOf(problem));
  return (
    <>
      {trouble !== undefined && (
        <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
          {trouble}
        </Alert>
      )}
      <Box
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        sx={{ ...DROP_STYLE, ...(over ? { borderColor: colour('accent'), bgcolor: colour('accent-bg') } : {}) }}
      >
        <Typography sx={{ fontWeight: 600 }}>{say('import.drop')}</Typography>
        <Typography variant="body2" sx={{ color: colour('soft') }}>
          {say('import.kinds', { max: formatBytes(maxBytes) })}
        </Typography>
        <Button variant="contained" onClick={() => input.current?.click()} sx={{ mt: 1.5 }}>
          {say('import.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={say('import.files')}
          onChange={(event) => {
            take(event.target.files);
            // Otherwise choosing the same file again, once it is corrected, fires no event.
            event.target.value = '';
          }}
        />
      </Box>
      <Typography variant="body2" sx={{ color: colour('soft') }}>
        {say('import.how')}
      </Typography>
    </>
  );
}

function refusal(files: readonly File[], maxBytes: number): string | undefined {
  const empty = files.find(({ size }) => size === 0);
  if (empty !== undefined) return say('import.empty', { name: empty.name });
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total <= maxBytes) return undefined;
  const bounds = { size: formatBytes(total), max: formatBytes(maxBytes) };
  const [first, second] = files;
  return first !== undefined && second === undefined
    ? say('import.tooLarge.one', { ...bounds, name: first.name })
    : say('import.tooLarge.other', { ...bounds, n: files.length });
}

function messageOf(problem: Error): string {
  const allowed = isFailure(problem, 'refused') ? allowedWords(problem.detail.allowed) : undefined;
  return allowed === undefined ? problem.message : say('import.allowed', { why: problem.message, allowed });
}

const DROP_STYLE = {
  border: `1px dashed ${colour('faint')}`,
  borderRadius: 2,
  px: 2,
  py: 5,
  textAlign: 'center',
};
