import { encodeQueryString } from '../../contract/query/queryString';

/** Columns by which an upstream is followed. */
export type TimeField = 'modifiedAt' | 'createdAt';

export interface PageFilter {
  key: 'id' | TimeField;
  comparator: '>=' | '>' | '=' | '<=';
  value: string | number;
}

/** One page of the documented export; nothing in it is an extension of ours, since the upstream may be another's. */
export interface PageRequest {
  filters: readonly PageFilter[];
  orderBy: 'id' | TimeField;
  direction: 'asc' | 'desc';
  limit: number;
}

/** The documented greatest `limit`. */
export const MAX_PAGE_ROWS = 1000;

export function pageQuery({ filters, orderBy, direction, limit }: PageRequest): string {
  return encodeQueryString([
    { name: 'format', value: 'json' },
    { name: 'limit', value: String(limit) },
    { name: 'offset', value: '0' },
    { name: 'orderByField', value: orderBy },
    { name: 'orderByDirection', value: direction },
    ...filters.flatMap(({ key, comparator, value }, index) => [
      { name: `filters[${index}][key]`, value: key },
      { name: `filters[${index}][comparator]`, value: comparator },
      { name: `filters[${index}][value]`, value: String(value) },
    ]),
  ]);
}
