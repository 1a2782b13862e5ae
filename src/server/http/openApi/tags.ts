/** What the operations of the document are about, by the first word of their path; in the order of a reader. */
export const TAGS = [
  { name: 'Tickets', description: 'Rows, figures and values.', paths: ['report', 'line'] },
  { name: 'Exports', description: 'Files of tickets: at once, queued and mailed.', paths: ['export'] },
  { name: 'Views', description: 'Saved views and short links.', paths: ['views', 'links'] },
  {
    name: 'Schedules',
    description: 'Reports and alerts that are mailed at times.',
    paths: ['schedules', 'unsubscribe'],
  },
  { name: 'Imports', description: 'Files of tickets into the store.', paths: ['imports', 'mappings'] },
  { name: 'Session', description: 'Who is signed in.', paths: ['session', 'profile'] },
  { name: 'Audit', description: 'Who saw, asked for and changed what.', paths: ['audit'] },
  { name: 'Server', description: 'Liveness, this document, and what commands ask a running server.', paths: [] },
] as const;

/** @param path without the API's own. */
export function tagOf(path: string): string {
  const first = path.split('/')[1] ?? '';
  if (path.startsWith('/export/reporting_tickets/preview')) return 'Tickets';
  return TAGS.find(({ paths }) => paths.some((each) => each === first))?.name ?? 'Server';
}
