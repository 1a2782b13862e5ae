import { useQuery } from '@tanstack/react-query';
import { say } from '../../contract/texts/texts';
import { getLine } from '../api/client';

const ASK_MS = 2000;

/** Says how far the report's questions are, while it is waited for. */
export function LineNote() {
  const { data } = useQuery({
    queryKey: ['line'],
    queryFn: ({ signal }) => getLine(signal),
    refetchInterval: ASK_MS,
    gcTime: 0,
  });
  if (data === undefined) return say('page.line.long');
  if (data.running === 0 && data.others > 0) return say('page.line.others');
  return say('page.line.still');
}
