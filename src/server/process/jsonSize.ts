/** Of quotes and the colon of a name, or of brackets. */
const MARKS = 4;

/** About how many characters a value has as JSON, without writing it; counting ends once there are more than `most`. */
export function jsonSize(value: unknown, most: number): number {
  if (typeof value === 'string') return value.length + MARKS;
  if (typeof value !== 'object' || value === null) return MARKS;
  let size = MARKS;
  for (const [name, part] of Object.entries(value)) {
    size += (Array.isArray(value) ? 0 : name.length + MARKS) + jsonSize(part, most - size);
    if (size > most) break;
  }
  return size;
}
