import { type FilterKey, keyFacts, type Operand } from '../query/filters';
import { say } from '../texts/texts';

/** Fewer are as short one by one. */
const RUN = 3;

/** Everything that goes round: behind Sunday stands Monday, behind 23 o'clock the night goes on. */
function circleOf(key: FilterKey): readonly Operand[] | null {
  const facts = keyFacts(key);
  if (key === 'createdWeekday' && 'values' in facts) return facts.values;
  if (key !== 'createdHour' || facts.kind !== 'integer') return null;
  const [first, last] = facts.range;
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** Values side by side by their ends, "Monday to Friday"; null where no three are, or all of them. */
export function inRuns(
  key: FilterKey,
  values: readonly Operand[],
  name: (operand: Operand) => string,
): readonly string[] | null {
  const circle = circleOf(key);
  if (circle === null || new Set(values).size >= circle.length) return null;
  const isThere = circle.map((each) => values.includes(each));
  // Begins where nothing is, so that no run is cut.
  const start = isThere.indexOf(false);
  const round = [...circle.slice(start), ...circle.slice(0, start)];
  const runs: Operand[][] = [];
  round.forEach((each, at) => {
    if (!values.includes(each)) return;
    const before = round[at - 1];
    const open = before !== undefined && values.includes(before) ? runs.at(-1) : undefined;
    if (open === undefined) runs.push([each]);
    else open.push(each);
  });
  return runs.every(({ length }) => length < RUN) ? null : runs.flatMap((run) => namesOf(run, name));
}

function namesOf(run: readonly Operand[], name: (operand: Operand) => string): string[] {
  const [first, last] = [run[0], run.at(-1)];
  if (run.length < RUN || first === undefined || last === undefined) return run.map(name);
  return [say('filter.run', { from: name(first), to: name(last) })];
}
