import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { ApiError } from '../../contract/errors';
import type { Principal } from '../../contract/privacy';
import { joinLink, splitLink } from '../../contract/query/links';
import { decodeQueryString, encodeQueryString } from '../../contract/query/queryString';
import { formatReportUrl, parseReportUrl, type ReportView } from '../../contract/query/reportUrl';
import { getLink } from '../api/client';
import { isOnSheet } from '../ui/closeOnBack';
import { useSettledError } from '../ui/useSettledError';
import { languageInAddress, withoutLanguage } from './addressLanguage';
import { withoutLevel } from './repairLink';
import { changeView, type ReportChange } from './reportReducer';

/** The address is the truth of the report: read here, written here. */
export type ReportAddress =
  | { view: ReportView; change(change: ReportChange): void; goTo(view: ReportView): void }
  | { error: ApiError; search: string; goTo(view: ReportView): void }
  /** What its short link stands for is not known, yet or at all. */
  | { opening: { error: Error | null; retry(): void }; search: string; goTo(view: ReportView): void };

const CHANGED = 'ticketlens:address';
/** Set on every entry of the history that was chosen on this page. */
const CHOSEN = { chosen: true };

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

function reportSearch(): string {
  return withoutLanguage(window.location.search);
}

function addressOf(view: ReportView): string {
  return `${window.location.pathname}?${formatReportUrl(view)}${languageInAddress()}`;
}

/** Adds a step to the history, so that Back undoes it; the same address again adds none. */
function push(view: ReportView): void {
  pushAddress(addressOf(view));
}

/** Ends "Preview as" where the address is not understood: it can be so because of the level alone. */
export function leavePreview(): void {
  pushAddress(window.location.pathname + withoutLevel(window.location.search));
}

function pushAddress(address: string): void {
  if (address === window.location.pathname + window.location.search) return;
  if (isOnSheet()) window.history.replaceState(CHOSEN, '', address);
  else window.history.pushState(CHOSEN, '', address);
  window.dispatchEvent(new Event(CHANGED));
}

/** An address that names nothing becomes one that does, which its reader sees and can pass on. */
function openBare(query: string): void {
  const { location, history } = window;
  if (reportSearch() !== '' || history.state !== null) return;
  history.replaceState(CHOSEN, '', `${location.pathname}?${query}${languageInAddress()}`);
}

/** What a short link stands for, once the server has said so. */
type KnownLink = { id: string; query: string } | undefined;
type Reading = { view: ReportView } | { error: ApiError; search: string } | { unknown: string; search: string };

function read(search: string, principal: Principal, link: KnownLink): Reading {
  let whole = search;
  try {
    const named = splitLink(search);
    if (named !== undefined) {
      if (named.id !== link?.id) return { unknown: named.id, search };
      whole = encodeQueryString(joinLink(decodeQueryString(link.query), named.own));
    }
    return { view: parseReportUrl(whole, principal) };
  } catch (error) {
    // Of a short link all that it stands for: what is left when a part of it goes must not be less than that.
    if (error instanceof ApiError) return { error, search: whole };
    throw error;
  }
}

/** The short link that an address names, if it names one. */
function linkOf(search: string): string | undefined {
  try {
    return splitLink(search)?.id;
  } catch {
    return undefined;
  }
}

/**
 * The report that the address asks for, or what in it was not understood: then nothing is applied.
 * @param opensWith the query that a bare address stands for.
 */
export function useReportView(principal: Principal, opensWith: string): ReportAddress {
  // Before the address is read for the first time: no other report must show in between.
  useState(() => openBare(opensWith));
  const search = useSyncExternalStore(subscribe, reportSearch);
  const id = linkOf(search);
  const link = useQuery({
    queryKey: ['link', id],
    queryFn: async ({ signal }) => ({ id: id ?? '', query: await getLink(id ?? '', signal) }),
    enabled: id !== undefined,
  });
  const { data, refetch } = link;
  const error = useSettledError(link);
  const reading = useMemo(() => read(search, principal, data), [search, principal, data]);
  useCanonicalAddress(reading, search, id);
  const change = useCallback(
    (made: ReportChange) => {
      // Of the address as it is now: two changes before the next render must not undo each other.
      const now = read(reportSearch(), principal, data);
      if ('view' in now) push(changeView(now.view, made));
    },
    [principal, data],
  );
  return useMemo(() => {
    if ('view' in reading) return { ...reading, change, goTo: push };
    if ('error' in reading) return { ...reading, goTo: push };
    return { opening: { error, retry: () => void refetch() }, search: reading.search, goTo: push };
  }, [reading, change, error, refetch]);
}

/** However a link was written, the address is the canonical one, so that the same report has one address. */
function useCanonicalAddress(reading: Reading, search: string, link: string | undefined): void {
  useEffect(() => {
    if (link !== undefined || !('view' in reading)) return;
    const address = addressOf(reading.view);
    const { pathname, search: now } = window.location;
    // Whoever has gone on in the meantime is not called back.
    if (reportSearch() !== search || address === pathname + now) return;
    window.history.replaceState(CHOSEN, '', address);
    window.dispatchEvent(new Event(CHANGED));
  }, [reading, search, link]);
}
