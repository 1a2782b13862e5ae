import { encodeQueryString } from '../../contract/query/queryString';

/** Columns that have a watermark. */
export type TimeField = 'modifiedAt' | 'createdAt';

export interface PageFilter {
  key: 'id' | TimeField;
  comparator: '>=' | '>' | '=' | '<=';
  value: string | number;
}

/** One page of the documented export, without extensions: the upstream may be another product. */
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
