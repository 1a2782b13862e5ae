import { type Filter, labelOf } from '../../contract/query/filters';
import { hasUnknownPast } from '../../contract/query/pastUnknown';
import { say } from '../../contract/texts/texts';

/** What a fixed link cannot hold. */
export function AsToday({ filters }: { filters: readonly Filter[] }) {
  const columns = new Set(filters.filter(hasUnknownPast).map(({ key }) => labelOf(key)));
  return columns.size > 0 && <span>{say('shell.asToday', { columns: [...columns].join(', ') })}</span>;
}
