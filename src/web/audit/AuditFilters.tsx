import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useEffect, useState } from 'react';
import { COLUMN_IDS, columnOf } from '../../contract/columns/columns';
import { addressOf } from '../../contract/endpoints/address';
import { formatDay } from '../../contract/format/days';
import { AUDIT_KINDS } from '../../contract/responses/auditResponses';
import { say } from '../../contract/texts/texts';
import { pageLanguage } from '../settings/language';
import { colour } from '../ui/colours';
import type { AuditParameters } from './useAuditAddress';

/** Columns that a privacy level can hide. */
const HIDEABLE = COLUMN_IDS.filter((id) => columnOf(id).sensitive === true).join(',');
/** What a works council asks: who took files with agents' names out of here. */
const AGENT_FILES = { kind: 'downloaded,mailed', column: HIDEABLE };

export function AuditFilters({ search, goTo }: { search: string; goTo(parameters: AuditParameters): void }) {
  const { before: _, ...chosen }: Record<string, string> = Object.fromEntries(new URLSearchParams(search));
  const set = (name: string) => (value: string) => goTo({ ...chosen, [name]: value });
  const isAgentFiles = chosen.kind === AGENT_FILES.kind && chosen.column === HIDEABLE;
  const csv = new URLSearchParams({ ...chosen, format: 'csv', headers: 'labels', language: pageLanguage() });
  return (
    <Stack component="search" aria-label={say('audit.filter')} sx={FORM_STYLE}>
      <Button
        variant={isAgentFiles ? 'contained' : 'outlined'}
        aria-pressed={isAgentFiles}
        onClick={() => goTo({ ...chosen, ...(isAgentFiles ? { kind: '', column: '' } : AGENT_FILES) })}
      >
        {say('audit.agentFiles')}
      </Button>
      <Field label={say('audit.user')} type="text" value={chosen.user ?? ''} onValue={set('user')} />
      <label>
        {say('audit.what')}
        <select value={chosen.kind ?? ''} onChange={({ target }) => set('kind')(target.value)}>
          <option value="">{say('audit.everything')}</option>
          {isAgentFiles && <option value={AGENT_FILES.kind}>{say('audit.downloadedOrMailed')}</option>}
          {AUDIT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say(`audit.kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <Field label={say('audit.from')} type="date" value={chosen.from ?? ''} onValue={set('from')} />
      <Field label={say('audit.to')} type="date" value={chosen.to ?? ''} onValue={set('to')} />
      {Object.keys(chosen).length > 0 && <Button onClick={() => goTo({})}>{say('audit.clear')}</Button>}
      <Button href={`${addressOf('GET /audit')}?${csv}`} download>
        {say('audit.csv')}
      </Button>
    </Stack>
  );
}

interface FieldProps {
  label: string;
  type: 'text' | 'date';
  value: string;
  onValue(value: string): void;
}

/** The browser's own field of a day speaks its language: the label says the day as the page does. Text counts once it is left or Enter is pressed, a date once its year has four digits. */
function Field({ label, type, value, onValue }: FieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const apply = (next: string) => {
    if (next !== value) onValue(next);
  };
  return (
    <label>
      {label} {type === 'date' && value !== '' && formatDay(value)}
      <input
        type={type}
        value={text}
        {...(type === 'date' ? { min: '1900-01-01' } : {})}
        onChange={({ target }) => {
          setText(target.value);
          if (type === 'date' && /^([12]\d{3}.*)?$/.test(target.value)) apply(target.value);
        }}
        onBlur={() => type === 'text' && apply(text)}
        onKeyDown={({ key }) => key === 'Enter' && apply(text)}
      />
    </label>
  );
}

const FORM_STYLE = {
  flexDirection: 'row',
  flexWrap: 'wrap',
  alignItems: 'end',
  gap: 1,
  mb: 2,
  '& label': { display: 'grid', gap: '2px', fontSize: 12, color: colour('soft') },
  '& input, & select': {
    font: 'inherit',
    fontSize: 13,
    height: 30,
    px: 1,
    boxSizing: 'border-box',
    color: colour('ink'),
    bgcolor: colour('paper'),
    border: `1px solid ${colour('line')}`,
    borderRadius: 1,
  },
};
