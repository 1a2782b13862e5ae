import Button from '@mui/material/Button';
import { useState } from 'react';
import { say } from '../../contract/texts/texts';
import { copyText } from './copyText';

/** Copies a text and says so in its own place, until it is left. */
export function CopyButton({ label, text }: { label: string; text(): string }) {
  const [said, setSaid] = useState<string>();
  return (
    <Button
      size="small"
      variant="text"
      aria-live="polite"
      onBlur={() => setSaid(undefined)}
      onClick={async () => setSaid(say((await copyText(text())) ? 'failure.copied' : 'failure.notCopied'))}
    >
      {said ?? label}
    </Button>
  );
}
