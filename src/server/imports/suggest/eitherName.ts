/** What stands between the names of a closing time and of the time that counts where it is empty. */
export const ELSE = ' | ';

/** `Closed time | Resolved time`: the second one counts where the first is empty. */
export function eitherName(first: string, second: string): string {
  return `${first}${ELSE}${second}`;
}
