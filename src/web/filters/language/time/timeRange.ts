/** A range of time by its two bounds, and what it is called. */
export interface TimeRange {
  label: string;
  from: string;
  to: string;
}

export function range(label: string, from: string, to = from): TimeRange {
  return { label, from, to };
}
