import type { useGridApiRef } from '@mui/x-data-grid';
import { useEffect } from 'react';

/**
 * Keeps the grid's header in sight while the page scrolls through its rows. The grid scrolls sideways by itself, so a
 * sticky header would stick to it and not to the window.
 */
export function useStickyHeader(apiRef: ReturnType<typeof useGridApiRef>): void {
  useEffect(() => {
    const place = () => {
      const root = apiRef.current?.rootElementRef?.current;
      const header = root?.querySelector<HTMLElement>('.MuiDataGrid-topContainer');
      if (root === null || root === undefined || header === null || header === undefined) return;
      const above = -root.getBoundingClientRect().top;
      const down = Math.max(0, Math.min(above, root.offsetHeight - header.offsetHeight));
      header.style.transform = down === 0 ? '' : `translateY(${down}px)`;
    };
    addEventListener('scroll', place, { passive: true });
    return () => removeEventListener('scroll', place);
  }, [apiRef]);
}
