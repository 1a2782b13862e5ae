/** Paper is white: the page is printed in its light theme, whichever is chosen. */
export function lightOnPaper(): void {
  const { classList } = document.documentElement;
  let wasDark = false;
  addEventListener('beforeprint', () => {
    wasDark = classList.replace('dark', 'light');
  });
  addEventListener('afterprint', () => {
    if (wasDark) classList.replace('light', 'dark');
  });
}
