/** The code of a system error such as ENOENT; undefined for other errors. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

export function isErrno(error: unknown, code: string): boolean {
  return errnoOf(error) === code;
}
