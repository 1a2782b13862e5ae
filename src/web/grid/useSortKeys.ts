import { useGridApiRef } from '@mui/x-data-grid';
import { useEffect } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import type { Order } from '../../contract/query/ticketQuery';
import type { ReportChange } from '../url/reportReducer';
import { withSortKey } from './sortKeys';

type GridApiRef = ReturnType<typeof useGridApiRef>;

/**
 * Shift-click, and Shift-Enter, on a header adds its column to those that order the rows. This grid sorts by one column
 * only, so the keys are the page's own.
 */
export function useSortKeys(
  columns: readonly ColumnId[],
  order: readonly Order[],
  change: (change: ReportChange) => void,
): GridApiRef {
  const apiRef = useGridApiRef();
  useEffect(() => {
    const add = (field: string, event: { defaultMuiPrevented?: boolean; shiftKey: boolean }) => {
      const column = columns.find((id) => id === field);
      if (!event.shiftKey || column === undefined) return;
      event.defaultMuiPrevented = true;
      change({ type: 'order', order: withSortKey(order, column) });
    };
    const isFirst = { isFirst: true };
    const subscriptions = [
      apiRef.current?.subscribeEvent('columnHeaderClick', ({ field }, event) => add(field, event), isFirst),
      apiRef.current?.subscribeEvent(
        'columnHeaderKeyDown',
        ({ field }, event) => {
          if (event.key === 'Enter') add(field, event);
        },
        isFirst,
      ),
    ];
    return () => {
      for (const unsubscribe of subscriptions) unsubscribe?.();
    };
  }, [apiRef, columns, order, change]);
  return apiRef;
}
