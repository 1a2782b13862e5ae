import { STORED_COLUMN_IDS } from '../../contract/columns/columns';

/** The stored columns, as SQL lists them. */
export const COLUMN_LIST = STORED_COLUMN_IDS.join(', ');

/** The set of ids of a large import is only looked up; it is not sorted as well, to skip parts by the index. */
export const LOOK_UP = 'use_index_for_in_with_subqueries_max_values = 100000';
