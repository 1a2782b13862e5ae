import { useCallback, useEffect, useState } from 'react';
import { languageInAddress, withoutLanguage } from '../url/addressLanguage';

/** Parameters of the audit, by name; empty ones are left out. */
export type AuditParameters = Readonly<Record<string, string>>;

function reportSearch(): string {
  return withoutLanguage(window.location.search);
}

/** The query string of the page's address, and a step to another one, which Back undoes. */
export function useAuditAddress(): [search: string, goTo: (parameters: AuditParameters) => void] {
  const [search, setSearch] = useState(reportSearch);
  useEffect(() => {
    const read = () => setSearch(reportSearch());
    window.addEventListener('popstate', read);
    return () => window.removeEventListener('popstate', read);
  }, []);
  const goTo = useCallback((parameters: AuditParameters) => {
    const given = Object.entries(parameters).filter(([, value]) => value !== '');
    const next = (new URLSearchParams(given).toString() + languageInAddress()).replace(/^&/, '');
    window.history.pushState(null, '', `${window.location.pathname}${next === '' ? '' : `?${next}`}`);
    setSearch(reportSearch());
  }, []);
  return [search, goTo];
}
