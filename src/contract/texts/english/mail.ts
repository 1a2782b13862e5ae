/** Mails of finished exports (server/exports/mail). */
export const MAIL = {
  'mail.subject': 'Your export: {tickets} ({format})',
  'mail.attached': 'The file is attached, and waits here as well:',
  'mail.tooLarge': 'The file is too large to attach. It waits here:',
  'mail.notTaken': 'The mail server takes no file of this size, so it is not attached. It waits here:',
  'mail.open': 'Open the export',
  'mail.filter': 'Filter',
  'mail.rows': 'Rows',
  'mail.rows.changed': '{rows} ({requested, number} when it was requested)',
  'mail.asOf': 'As of',
  'mail.hidden': 'Hidden columns',
  'mail.hidden.none': 'none',
  'mail.size': 'Size',
  'mail.keptUntil': 'Kept until',
  'notFound.title': 'No such page',
  'notFound.heading': 'There is no page at this address',
  'notFound.open': 'Open the report',
} as const;
