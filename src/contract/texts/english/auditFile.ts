/** The audit as csv (server/audit/auditCsv.ts): name of the file and headings. */
export const AUDIT_FILE = {
  'auditFile.name': 'audit',
  'auditFile.id': 'Id',
  'auditFile.time': 'Time',
  'auditFile.instant': 'Time (UTC)',
  'auditFile.kind': 'What',
  'auditFile.userId': 'User id',
  'auditFile.userEmail': 'Email of the user',
  'auditFile.detail': 'Detail',
  'auditFile.rows': 'Rows',
  'auditFile.columns': 'Columns',
  'auditFile.chosenBy': 'Chosen by',
  'auditFile.query': 'Query',
  'auditFile.level': 'Privacy level',
  'auditFile.address': 'Network address',
  'auditFile.program': 'Program',
  'auditFile.times': 'Times',
} as const;
