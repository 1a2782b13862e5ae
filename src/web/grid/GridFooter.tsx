import TablePagination from '@mui/material/TablePagination';
import { memo } from 'react';
import { PAGE_SIZES, type ReportView } from '../../contract/query/reportUrl';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import type { ReportChange } from '../url/reportReducer';

/**
 * Turns pages. The grid's own footer goes back to page 1 whenever its sorting changes, also on Back, and
 * would write that into the address; here only a click turns a page.
 */
export const GridFooter = memo(function GridFooter(props: {
  view: ReportView;
  total: number;
  change(change: ReportChange): void;
}) {
  const { view, total, change } = props;
  return (
    <TablePagination
      component="div"
      count={total}
      page={view.page - 1}
      rowsPerPage={view.pageSize}
      rowsPerPageOptions={[...PAGE_SIZES]}
      showFirstButton
      showLastButton
      labelRowsPerPage={say('grid.perPage')}
      getItemAriaLabel={(button) => say(`grid.page.${button}`)}
      labelDisplayedRows={({ from, to }) => say('grid.page', { from, to, total })}
      onPageChange={(event, page) => {
        change({ type: 'page', page: page + 1 });
        showTop(event?.currentTarget);
      }}
      onRowsPerPageChange={({ target }) => {
        const pageSize = PAGE_SIZES.find((each) => String(each) === target.value);
        if (pageSize !== undefined) change({ type: 'pageSize', pageSize });
      }}
      sx={FOOTER_STYLE}
    />
  );
});

/** The next page is read from its first row. */
function showTop(button: Element | undefined): void {
  const grid = button?.closest('section');
  if (grid !== null && grid !== undefined && grid.getBoundingClientRect().top < 0) grid.scrollIntoView();
}

/** On a phone every button must fit: the words around them give way. */
const FOOTER_STYLE = {
  borderTop: `1px solid ${colour('line')}`,
  color: colour('soft'),
  '& .MuiTablePagination-toolbar': { px: { xs: 0.5, sm: 2 } },
  '& .MuiTablePagination-spacer, & .MuiTablePagination-selectLabel': { display: { xs: 'none', sm: 'block' } },
  '& .MuiTablePagination-input': { ml: 0, mr: { xs: 1, sm: 4 } },
  '& .MuiTablePagination-actions': { ml: { xs: 'auto', sm: 2.5 }, whiteSpace: 'nowrap' },
  '& .MuiTablePagination-actions button': { p: 0.75 },
};
