import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { colour } from './colours';

/** Replaces content that cannot be shown: the state, its explanation and an action. */
export function Notice(props: {
  title: string;
  children?: ReactNode;
  action?: { label: string; run(): void };
  /** Announced at once by screen readers. */
  urgent?: boolean;
  /** Above content that is still shown. */
  isBrief?: boolean;
}) {
  return (
    <Stack
      role={props.urgent ? 'alert' : 'status'}
      spacing={1}
      sx={{ alignItems: 'center', textAlign: 'center', px: 3, py: props.isBrief ? 1.5 : 6, color: colour('soft') }}
    >
      <Typography variant="h2" component="p" sx={{ color: colour('ink') }}>
        {props.title}
      </Typography>
      {props.children !== undefined && <div style={{ maxWidth: 560 }}>{props.children}</div>}
      {props.action !== undefined && <Button onClick={props.action.run}>{props.action.label}</Button>}
    </Stack>
  );
}
