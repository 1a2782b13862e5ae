import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { OPERANDS_OF } from '../../../../contract/query/comparators';
import { labelOf } from '../../../../contract/query/filters';
import { makeFilter } from '../../../../contract/query/makeFilter';
import { describeFilter } from '../../../../contract/sentences/describeFilter';
import { say } from '../../../../contract/texts/texts';
import { colour } from '../../../ui/colours';
import type { FilterDraft } from '../../language/draft/filterDraft';
import { type DraftScope, type Problem, readDraft } from '../../language/draft/readDraft';
import { typedTime } from '../../language/draft/typedTime';
import { findRange, QUICK_MOMENTS, QUICK_RANGES, QUICK_UNITS } from '../../language/time/quickRanges';
import { filterDates, shortDates, shortMoment } from '../../language/time/timeDates';
import type { TimeRange } from '../../language/time/timeRange';
import { boundText } from '../../language/time/timeText';
import { boundDates, dayOf, rangeDates } from '../../language/time/typedDates';
import type { OperandProps } from '../parts/operandProps';
import { CalendarPanel } from './CalendarPanel';
import { QuickRanges } from './QuickRanges';
import { TimeField } from './TimeField';
import { TimeTokens } from './TimeTokens';

/** Dates by calendar, as typed text, or relative to now; and the dates that they mean now. */
export function TimeEditor(props: OperandProps) {
  switch (OPERANDS_OF[props.draft.comparator]) {
    case 'range':
      return <RangeEditor {...props} />;
    case 'values':
      return <TimeTokens {...props} />;
    default:
      return <MomentEditor {...props} />;
  }
}

function RangeEditor(props: OperandProps) {
  const { draft, change, problem, scope, onApply } = props;
  const { asOf } = scope;
  const timeScope = { ...scope, key: draft.key };
  const messageId = useId();
  const [calendar, setCalendar] = useState<'from' | 'to' | null>(null);
  const named = draft.to.trim() === '' ? findRange(draft.from, asOf, draft.key, scope.dayOrder) : null;
  const apply = ({ from, to }: TimeRange) => onApply(makeFilter(draft.key, 'between', [from, to]));
  const pick = (day: string) => {
    change({ [calendar ?? 'from']: day });
    setCalendar(calendar === 'from' ? 'to' : null);
  };
  const field = (name: 'from' | 'to', label: string) => (
    <TimeField
      {...props}
      field={name}
      label={label}
      messageId={messageId}
      autoFocus={props.autoFocus && name === 'from'}
      isCalendarOpen={calendar === name}
      onCalendar={() => setCalendar(calendar === name ? null : name)}
    />
  );
  return (
    <Stack spacing={1.5}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1}>
        {field('from', say('editor.from'))}
        {field('to', say('editor.toIncluded'))}
      </Stack>
      <Meaning
        id={messageId}
        problem={problem}
        dates={
          named === null
            ? (typedMeaning(draft, scope) ?? rangeDates(draft.from, draft.to, timeScope) ?? endMissing(draft, problem))
            : applies(rangeWords(draft, named), rangeDates(named.from, named.to, timeScope))
        }
      />
      {calendar === null ? (
        <QuickRanges
          label={say('editor.ranges')}
          ranges={QUICK_RANGES}
          datesOf={(range) => shortDates(range, asOf)}
          isCurrent={(range) =>
            range === named ||
            (boundText(draft.from, timeScope) === range.from && boundText(draft.to, timeScope) === range.to)
          }
          onPick={apply}
        />
      ) : (
        <CalendarPanel
          label={say(calendar === 'from' ? 'editor.from' : 'editor.to')}
          first={dayOf(draft.from, timeScope)}
          last={dayOf(draft.to, timeScope, 'last')}
          picked={calendar === 'from' ? 'first' : 'last'}
          today={asOf.slice(0, 10)}
          onPick={pick}
        />
      )}
    </Stack>
  );
}

function MomentEditor(props: OperandProps) {
  const { draft, change, problem, scope, onApply } = props;
  const { comparator } = draft;
  const timeScope = { ...scope, key: draft.key };
  const [isOpen, setOpen] = useState(false);
  const messageId = useId();
  const isUnit = comparator === '=' || comparator === '!=';
  const apply = ({ from }: TimeRange) => {
    const result = readDraft({ ...draft, value: from }, scope);
    if ('filter' in result) onApply(result.filter);
  };
  return (
    <Stack spacing={1.5}>
      <TimeField
        {...props}
        field="value"
        messageId={messageId}
        label={say(isUnit ? 'editor.unit' : 'editor.time')}
        isCalendarOpen={isOpen}
        onCalendar={() => setOpen(!isOpen)}
      />
      <Meaning
        id={messageId}
        problem={problem}
        dates={typedMeaning(draft, scope) ?? boundDates(draft.value, comparator, timeScope)}
      />
      {isOpen ? (
        <CalendarPanel
          label={say('editor.day')}
          first={dayOf(draft.value, timeScope)}
          last={null}
          picked="first"
          today={scope.asOf.slice(0, 10)}
          onPick={(day) => {
            change({ value: day });
            setOpen(false);
          }}
        />
      ) : (
        <QuickRanges
          label={say(isUnit ? 'editor.ranges' : 'editor.moments')}
          ranges={isUnit ? QUICK_UNITS : QUICK_MOMENTS}
          datesOf={(range) =>
            isUnit ? shortDates(range, scope.asOf) : shortMoment(range.from, comparator, scope.asOf)
          }
          isCurrent={({ from }) => from === boundText(draft.value, timeScope)}
          onPick={apply}
        />
      )}
    </Stack>
  );
}

function applies(label: string, dates: string | null): string {
  return say('editor.enterApplies', { what: dates === null ? label : `${label} (${dates})` });
}

function rangeWords({ key }: FilterDraft, { from, to }: TimeRange): string {
  return describeFilter(makeFilter(key, 'between', [from, to])).condition;
}

/** What a comparator or a range that was typed says, in the words of its chip, and its dates. */
function typedMeaning(draft: FilterDraft, scope: DraftScope): string | null {
  const typed = typedTime(draft, scope);
  const result = typed === null ? null : readDraft(typed, scope);
  if (result === null || 'problem' in result) return null;
  const { subject, condition } = describeFilter(result.filter);
  const words = subject === labelOf(result.filter.key) ? condition : `${subject} ${condition}`;
  return applies(words, filterDates(result.filter, scope.asOf));
}

/** Half a range is no mistake, but whoever thinks that it is whole must see what is missing. */
function endMissing({ from }: FilterDraft, problem: Problem | null): string | null {
  const isStarted = from.trim() !== '' && problem?.field === 'to' && problem.kind === 'missing';
  return isStarted ? say('editor.toMissing') : null;
}

/** What was typed means these dates, or what is wrong with it, or what may be typed. */
function Meaning({ id, problem, dates }: { id: string; problem: Problem | null; dates: string | null }) {
  const wrong = problem?.kind === 'wrong' ? problem.message : null;
  return (
    <Typography
      id={id}
      role="status"
      variant="body2"
      sx={{ color: colour('soft'), minHeight: 18, mt: '6px !important' }}
    >
      {wrong ?? dates ?? say('editor.time.such')}
    </Typography>
  );
}
