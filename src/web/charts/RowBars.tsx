import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { colour } from '../theme/colours';

/** One row of a bar list: a label, a bar in parts of `of`, and what it says. */
export interface BarRow {
  key: string;
  label: string;
  parts: readonly { value: number; fill: string }[];
  /** What the full width stands for. */
  of: number;
  words: string;
  title: string;
  /** Says little: drawn fainter. */
  faded?: boolean;
  onPick(): void;
}

/** Horizontal bars, each a button: click or Enter makes it a filter. */
export function RowBars({ rows, ground }: { rows: readonly BarRow[]; ground: boolean }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 236, overflowY: 'auto' }}>
      {rows.map(({ key, label, parts, of, words, title, faded, onPick }) => (
        <li key={key}>
          <ButtonBase
            onClick={onPick}
            title={title}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(84px, 128px) 1fr minmax(92px, auto)',
              gap: 1,
              alignItems: 'center',
              width: '100%',
              height: 26,
              font: 'inherit',
              textAlign: 'left',
              borderRadius: 1,
              '&:hover': { bgcolor: colour('bg') },
            }}
          >
            <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{label}</span>
            <Box
              component="span"
              sx={{
                display: 'flex',
                height: 12,
                borderRadius: '2px',
                overflow: 'hidden',
                opacity: faded === true ? 0.4 : 1,
                bgcolor: ground ? colour('none') : 'transparent',
              }}
            >
              {parts.map(({ value, fill }) => (
                <span key={fill} style={{ width: `${of === 0 ? 0 : (value / of) * 100}%`, background: fill }} />
              ))}
            </Box>
            <span
              style={{
                fontSize: 12,
                color: colour(faded === true ? 'faint' : 'soft'),
                textAlign: 'right',
                whiteSpace: 'nowrap',
              }}
            >
              {words}
            </span>
          </ButtonBase>
        </li>
      ))}
    </Box>
  );
}
