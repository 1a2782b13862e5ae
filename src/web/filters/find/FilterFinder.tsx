import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import type { ColumnId } from '../../../contract/columns/columns';
import { formatCount } from '../../../contract/format/numbers';
import { quote } from '../../../contract/format/text';
import { type Filter, type FilterKey, filterLimitError, labelOf, sizeOf } from '../../../contract/query/filters';
import { describeFilter } from '../../../contract/sentences/describeFilter';
import { say } from '../../../contract/texts/texts';
import { useSettings } from '../../settings/settingsStore';
import { colour } from '../../ui/colours';
import { useIsTouch } from '../../ui/useIsTouch';
import { useInitialFocus } from '../editors/parts/initialFocus';
import type { LoadValues } from '../editors/parts/loadValues';
import { OptionList, useOptionList } from '../editors/parts/OptionList';
import { useQueuedEnter } from '../editors/values/useQueuedEnter';
import type { DraftScope } from '../language/draft/readDraft';
import { isDateLike } from '../language/phrase/parseValues';
import { filterDates } from '../language/time/timeDates';
import { addFilters } from './addFilters';
import { type Found, type FoundLine, findLines } from './findLines';
import { hasKnownValues, useKnownValues } from './knownValues';

/** Type a column's name, or whole filters in words; Enter takes the first line. */
export function FilterFinder(props: {
  visible: readonly ColumnId[];
  /** The viewer's email address. */
  me: string;
  /** Its `otherFilters` are all that the report has. */
  scope: DraftScope;
  loadValues: LoadValues;
  onColumn(key: FilterKey): void;
  onFilters(filters: readonly Filter[]): void;
}) {
  const { visible, me, scope, loadValues, onColumn, onFilters } = props;
  const [typed, setTyped] = useState('');
  const input = useInitialFocus(!useIsTouch());
  const { known, isLoading } = useKnownValues({ loadValues, visible, scope });
  const { asOf, otherFilters, dayOrder } = scope;
  const found = useMemo(
    () => findLines(typed, { asOf, otherFilters, dayOrder, visible, me, known }),
    [typed, asOf, otherFilters, dayOrder, visible, me, known],
  );
  const uses = useSettings(({ filterUses }) => filterUses);
  const usesOf = (line: FoundLine) => (line.kind === 'column' ? (uses[line.key] ?? 0) : 0);
  // Before anything is typed the columns come by their importance, and before that by one's own use.
  const inOrder = typed.trim() === '' ? found.lines.toSorted((a, b) => usesOf(b) - usesOf(a)) : found.lines;
  const lines = inOrder.map((line) => {
    if (line.kind === 'column') return line;
    const next = addFilters(scope.otherFilters, line.filters);
    return { ...line, next, problem: filterLimitError(sizeOf(next))?.advice ?? null };
  });
  const pick = (index: number) => {
    const line = lines[index];
    if (line?.kind === 'column') onColumn(line.key);
    else if (line?.problem === null) onFilters(line.next);
  };
  const [first] = lines;
  const isGuess = first?.kind === 'filters' && first.isGuess === true;
  const start = typed.trim() === '' || isGuess ? -1 : 0;
  const { id, active, setActive, onKeyDown, comboboxProps } = useOptionList(lines.length, pick, start);
  // A topic that is not loaded yet would be taken for mere text, or for a tag of that name whose values came sooner.
  const isOfKnown = first?.kind === 'filters' && first.filters.some(({ key }) => hasKnownValues(key));
  const queuedEnter = useQueuedEnter(!isLoading || !(isGuess || isOfKnown), () => pick(start));
  return (
    <Stack spacing={1}>
      <TextField
        inputRef={input}
        label={say('filters.find.label')}
        placeholder={say('filters.find.placeholder')}
        helperText={hintOf(typed, lines[active]?.kind, isGuess)}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setActive(null);
          queuedEnter.clear();
        }}
        onKeyDown={(event) => {
          if (active > 0 || !queuedEnter.queue(event)) onKeyDown(event);
        }}
        slotProps={{ htmlInput: comboboxProps }}
      />
      <OptionList
        id={id}
        label={say('filters.find.list')}
        active={active}
        maxHeight={400}
        onPick={pick}
        options={lines.map((line) => ({
          key: line.kind === 'column' ? line.key : JSON.stringify(line.filters),
          content:
            line.kind === 'column' ? (
              <Column label={line.label} />
            ) : (
              <Sentences
                filters={changed(scope.otherFilters, line.next)}
                already={line.filters}
                count={line.count}
                asOf={scope.asOf}
              />
            ),
          isChosen: false,
        }))}
      />
      <Typography role="status" variant="body2" sx={{ color: colour('soft'), '&:empty': { display: 'none' } }}>
        {statusOf(typed, found) ?? lines.find((line) => line.kind === 'filters')?.problem}
      </Typography>
    </Stack>
  );
}

/** What the report's filters will say that they do not say yet. */
function changed(before: readonly Filter[], next: readonly Filter[]): readonly Filter[] {
  return next.filter((filter) => !before.includes(filter));
}

function hintOf(typed: string, marked: 'column' | 'filters' | undefined, isGuess: boolean): string {
  if (typed.trim() === '') return say('filters.find.such');
  if (marked === undefined) return isGuess ? say('filters.find.near') : ' ';
  return say(marked === 'column' ? 'filters.find.opens' : 'filters.find.adds');
}

function statusOf(typed: string, { lines, hidden, notUnderstood, meant, unasked }: Found): string | null {
  if (hidden.length > 0) return say('filters.find.hidden', { columns: hidden.map(labelOf).join(', ') });
  if (isDateLike(typed.trim()) && lines.every((line) => line.kind === 'filters' && line.isGuess))
    return say('editor.times.allowed');
  if (unasked !== null) return say(`filters.find.${unasked}`);
  if (meant !== '') return say('filters.find.meant', { text: quote(meant) });
  if (notUnderstood !== '') return say('filters.find.notUnderstood', { text: quote(notUnderstood) });
  return lines.length === 0 ? say('filters.find.noColumn') : null;
}

function Column({ label }: { label: string }) {
  return (
    <>
      <Box component="span" sx={{ flex: 1 }}>
        {label}
      </Box>
      <Box component="span" aria-hidden sx={{ color: colour('faint') }}>
        ›
      </Box>
    </>
  );
}

/** Filters as their chips will read. */
function Sentences(props: {
  filters: readonly Filter[];
  already: readonly Filter[];
  count: number | undefined;
  asOf: string;
}) {
  const { filters, already, count, asOf } = props;
  const isThere = filters.length === 0;
  return (
    <>
      <Box component="span" sx={{ flex: 1, py: 0.5 }}>
        {(isThere ? already : filters).map((filter) => (
          <Sentence key={JSON.stringify(filter)} filter={filter} asOf={asOf} />
        ))}
      </Box>
      <Box component="span" sx={{ color: colour('soft'), flexShrink: 0 }}>
        {isThere ? say('filters.find.there') : count !== undefined && formatCount(count)}
      </Box>
    </>
  );
}

function Sentence({ filter, asOf }: { filter: Filter; asOf: string }) {
  const { subject, condition } = describeFilter(filter);
  const dates = filterDates(filter, asOf);
  return (
    <Box component="span" sx={{ display: 'block' }}>
      {subject}{' '}
      <Box component="strong" sx={{ fontWeight: 600, color: colour('accent') }}>
        {condition}
      </Box>
      {dates !== null && (
        <Box component="span" sx={{ color: colour('soft') }}>
          {' '}
          {dates}
        </Box>
      )}
    </Box>
  );
}
