import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { colour } from './colours';

/** A small switch between a few words. */
export function Choice<T extends string>(props: {
  label: string;
  options: readonly T[];
  labels: Record<T, string>;
  value: T;
  onChange(value: T): void;
}) {
  const { label, options, labels, value, onChange } = props;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      aria-label={label}
      onChange={(_, chosen: T | null) => chosen !== null && onChange(chosen)}
    >
      {options.map((each) => (
        <ToggleButton
          key={each}
          value={each}
          sx={{ height: 22, px: 1, fontSize: 12, textTransform: 'none', color: colour('soft') }}
        >
          {labels[each]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
