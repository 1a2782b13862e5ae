import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';

interface Props {
  label: string;
  /** The main action of its step. */
  primary?: true;
  question: string;
  yes: string;
  no: string;
  onYes(): void;
}

/** A button for an action that cannot be undone: it asks first. */
export function ConfirmButton({ label, primary, question, yes, no, onYes }: Props) {
  const [asking, setAsking] = useState(false);
  // The question replaces the focused button: afterwards the button takes the focus back.
  const [wasAsked, setWasAsked] = useState(false);
  if (!asking) {
    return (
      <Button
        variant={primary ? 'contained' : 'outlined'}
        autoFocus={wasAsked}
        onClick={() => setAsking(true)}
        sx={{ alignSelf: 'start' }}
      >
        {label}
      </Button>
    );
  }
  const back = () => {
    setWasAsked(true);
    setAsking(false);
  };
  return (
    <Box role="group" aria-label={question}>
      <Typography sx={{ mb: 1 }}>{question}</Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button autoFocus onClick={back}>
          {no}
        </Button>
        <Button color="error" variant="contained" onClick={onYes}>
          {yes}
        </Button>
      </Box>
    </Box>
  );
}
