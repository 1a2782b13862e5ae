import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryStringOf } from '../../contract/endpoints/address';
import { formatTickets } from '../../contract/format/format';
import type { Filter } from '../../contract/query/filters';
import type { ReportView } from '../../contract/query/reportUrl';
import type { TicketQuery } from '../../contract/query/ticketQuery';
import { describeFilter } from '../../contract/sentences/describeFilter';
import { describeSearch } from '../../contract/sentences/describeQuery';
import { say } from '../../contract/texts/texts';
import { getPreview } from '../api/client';
import { colour } from '../ui/colours';
import { Notice } from '../ui/Notice';
import { Rich } from '../ui/Rich';
import type { ReportChange } from '../url/reportReducer';
import { countRequest } from '../url/requestParameters';

interface Props {
  view: ReportView;
  asOf: string;
  change(change: ReportChange): void;
}

/** Shown instead of rows where no ticket matches; with filters, offers to remove one. */
export function NoTickets({ view, asOf, change }: Props) {
  const { filters, search } = view.query;
  if (filters.length === 0 && search === undefined) {
    return (
      <Card>
        <Notice title={say('page.none')}>
          <Rich id="page.none.how" with={{ code: (words) => <code>{words}</code> }} />
        </Notice>
      </Card>
    );
  }
  const clear = {
    label: say('page.clearAll'),
    run: () => change({ type: 'selection', filters: [], search: undefined }),
  };
  return (
    <Card>
      <Notice title={say('page.noMatch')} action={clear}>
        <Loosen view={view} asOf={asOf} change={change} />
      </Notice>
    </Card>
  );
}

function Card({ children }: { children: ReactNode }) {
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={say('page.tickets')}
      aria-busy={false}
      sx={{ borderRadius: 2 }}
    >
      {children}
    </Paper>
  );
}

/** The number of tickets without each of the filters. */
function Loosen({ view, asOf, change }: Props) {
  const tries = looserSelections(view.query);
  const counts = useQueries({
    queries: tries.map(({ selection }) => {
      const asked = countRequest(view.query, selection, asOf);
      return {
        queryKey: ['count', queryStringOf(asked)],
        queryFn: async ({ signal }: { signal: AbortSignal }) => (await getPreview(asked, signal)).total,
      };
    }),
  });
  return (
    <>
      {tries.length === 1 ? say('page.oneFilter') : say('page.allFilters', { n: tries.length })}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, mt: 1.5 }}>
        {helpfulFirst(tries.map((each, index) => ({ ...each, count: counts[index]?.data }))).map(
          ({ without, selection, key, count }) => (
            <li key={key}>
              <Button
                variant="text"
                onClick={() => change({ type: 'selection', ...selection })}
                sx={{ ...LOOSEN_STYLE, ...(count === 0 ? { color: colour('soft') } : {}) }}
              >
                {say('page.without', { filter: without, count: formatPendingCount(count) })}
              </Button>
            </li>
          ),
        )}
      </Box>
    </>
  );
}

/** The query's filters and search without each one of them. */
function looserSelections({ filters, search }: TicketQuery) {
  const parts = filters.map((filter, index) => ({
    without: formatFilter(filter),
    selection: { filters: filters.filter((_, at) => at !== index), search },
    key: `${filters.length} ${index}`,
  }));
  if (search === undefined) return parts;
  return [
    ...parts,
    {
      without: `${say('filter.text')} ${describeSearch(search)}`,
      selection: { filters, search: undefined },
      key: 'search',
    },
  ];
}

/** Sorted once all are counted, so that the buttons move at most once. */
function helpfulFirst<T extends { count: number | undefined }>(tries: readonly T[]): T[] {
  if (tries.some(({ count }) => count === undefined)) return [...tries];
  return [...tries].sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
}

const LOOSEN_STYLE = { height: 'auto', minHeight: 30, whiteSpace: 'normal', overflowWrap: 'anywhere' };

function formatFilter(filter: Filter): string {
  const { subject, condition } = describeFilter(filter);
  return `${subject} ${condition}`;
}

function formatPendingCount(count: number | undefined): string {
  return count === undefined ? '…' : formatTickets(count);
}
