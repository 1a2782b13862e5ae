import type { Ticket } from '../../contract/columns/columns';
import type { Random } from './random';

/** Makes about one row in a hundred contradict itself, as in real exports. */
export function withInconsistencies(random: Random, clean: Ticket): Ticket {
  if (!random.chance(0.01)) return clean;
  const isClosed = clean.closedAt !== null;
  switch (random.between(1, 6)) {
    case 1:
      return isClosed ? { ...clean, secondsToClose: -random.between(60, 7200) } : clean;
    case 2:
      return isClosed ? { ...clean, status: 'open' } : clean;
    case 3:
      return { ...clean, topic: null, subTopic: null, allTags: null };
    case 4:
      return { ...clean, priority: null, dueBy: null, secondsClosedAfterSLA: null };
    case 5:
      return isClosed ? { ...clean, secondsToClose: null } : clean;
    default:
      // Rare, since it counts as not closed for ever.
      return isClosed && random.chance(0.3) ? closedWithoutTime(clean) : clean;
  }
}

function closedWithoutTime(clean: Ticket): Ticket {
  return { ...clean, closedAt: null, secondsToClose: null, secondsClosedAfterSLA: null };
}
