import { useCallback, useEffect, useState } from 'react';

/** Parameters of the audit, by name; empty ones are left out. */
export type AuditParameters = Readonly<Record<string, string>>;

/** The query string of the page's address, and a step to another one, which Back undoes. */
export function useAuditAddress(): [search: string, goTo: (parameters: AuditParameters) => void] {
  const [search, setSearch] = useState(window.location.search);
  useEffect(() => {
    const read = () => setSearch(window.location.search);
    window.addEventListener('popstate', read);
    return () => window.removeEventListener('popstate', read);
  }, []);
  const goTo = useCallback((parameters: AuditParameters) => {
    const given = Object.entries(parameters).filter(([, value]) => value !== '');
    const next = new URLSearchParams(given).toString();
    window.history.pushState(null, '', `${window.location.pathname}${next === '' ? '' : `?${next}`}`);
    setSearch(window.location.search);
  }, []);
  return [search, goTo];
}
