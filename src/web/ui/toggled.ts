/** The list without the item, or with it at the end where it was not in it. */
export function toggled<T extends string>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}
