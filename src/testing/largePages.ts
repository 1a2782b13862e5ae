/**
 * Has the allocators of the processes that run tests, and of what those start, ask the system for pages of 2 MB where
 * it gives them: a page of 4 kB costs 5 to 20 µs when it is first written, and a started server writes 50,000 of them.
 * Set before those processes start, since glibc reads it then. Elsewhere than on Linux nobody reads it.
 */
export function askForLargePages(): void {
  process.env.GLIBC_TUNABLES ??= 'glibc.malloc.hugetlb=1';
  // Of the allocator that the engine brings along.
  process.env.JE_MALLOC_CONF ??= 'thp:always';
}
