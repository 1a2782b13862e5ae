import type { Preset } from './preset';

/** The hidden column of every workbook of Dynamics. */
const HIDDEN_CHANGE = ['(do not modify) modified on', '(nicht ändern) geändert am'];

/** What customer management programs export of their tickets. */
export const CRM_PRESETS: readonly Preset[] = [
  {
    name: 'Dynamics 365',
    headers: [
      ['case number', 'created on', 'origin'],
      ['case number', 'case title', 'created on'],
      ['(do not modify) case', 'created on'],
      ['vorgangsnummer', 'erstellt am', 'ursprung'],
      ['anfragenummer', 'erstellt am', 'ursprung'],
    ],
    names: {
      id: ['case number', 'vorgangsnummer', 'anfragenummer'],
      channel: ['origin', 'ursprung'],
      status: ['status reason', 'statusgrund', 'status'],
      customerId: ['customer', 'kunde'],
      topic: ['subject', 'thema', 'betreff', 'case type', 'vorgangstyp'],
      createdAt: ['created on', 'erstellt am'],
      closedAt: ['resolved on', 'gelöst am'],
      modifiedAt: ['modified on', 'geändert am', ...HIDDEN_CHANGE],
      dueBy: ['resolve by', 'lösen bis'],
      email: ['owner', 'besitzer'],
    },
    others: ['case title', 'vorgangstitel', 'anfragetitel', ...HIDDEN_CHANGE],
  },
  {
    name: 'HubSpot',
    headers: [
      ['ticket id', 'ticket name', 'pipeline', 'ticket status'],
      ['ticket-id', 'ticketname', 'pipeline', 'ticketstatus'],
    ],
    names: {
      id: ['ticket id', 'ticket-id'],
      channel: ['source', 'quelle'],
      status: ['ticket status', 'ticketstatus'],
      topic: ['category', 'kategorie', 'pipeline'],
      createdAt: ['create date', 'erstellungsdatum'],
      closedAt: ['close date', 'abschlussdatum'],
      modifiedAt: ['last modified date', 'datum der letzten änderung'],
      email: ['ticket owner', 'zuständiger mitarbeiter für ticket'],
    },
    // Thousandths of a second in some files, hours in others.
    others: ['time to close', 'zeit bis zum abschluss'],
    words: { channel: { portal: 'form formular' } },
  },
];
