import type { DataCheck, SlaState } from '../sla';
import type { ColumnWords } from '../texts/texts';
import type { COLUMNS, ColumnId } from './columns';

type ValuesOf<Id extends ColumnId> = (typeof COLUMNS)[Id] extends { values: readonly (infer Value extends string)[] }
  ? Value
  : never;
/** A column's words: of a fixed list of values each has its own. */
type WordsOf<Id extends ColumnId> = [ValuesOf<Id>] extends [never]
  ? ColumnWords
  : ColumnWords & { valueLabels: Record<ValuesOf<Id>, string> };

const SERVICE_LEVEL: Record<SlaState, string> = {
  met: 'eingehalten',
  breachedClosed: 'verspätet geschlossen',
  breachedOpen: 'überfällig',
  pending: 'Frist läuft',
  noSla: 'ohne Frist',
};

const DATA_CHECKS: Record<DataCheck, string> = {
  closeTimeContradicts: 'Lösungszeit passt nicht zu erstellt und geschlossen',
  slaTimeContradicts: 'Zeit nach Frist passt nicht zu fällig und geschlossen',
  closedBeforeCreated: 'geschlossen vor erstellt',
  closedWithoutClosedAt: 'Status geschlossen oder gelöst, aber ohne Abschlusszeitpunkt',
  closedAtWithoutClosed: 'Abschlusszeitpunkt, aber Status weder geschlossen noch gelöst',
  closedInFuture: 'Abschlusszeitpunkt in der Zukunft',
  noDeadline: 'ohne Frist',
};

/** What German calls the columns, their values and the data check. */
export const GERMAN_COLUMNS: { readonly [Id in ColumnId]: WordsOf<Id> } & { readonly dataCheck: ColumnWords } = {
  id: { label: 'ID' },
  channel: {
    label: 'Kanal',
    valueLabels: {
      email: 'E-Mail',
      portal: 'Portal',
      phone: 'Telefon',
      system: 'System',
      chat: 'Chat',
      walkIn: 'persönlich',
      letter: 'Brief',
    },
  },
  direction: { label: 'Richtung', valueLabels: { in: 'eingehend', out: 'ausgehend', internal: 'intern' } },
  status: {
    label: 'Status',
    valueLabels: {
      open: 'offen',
      closed: 'geschlossen',
      pending: 'wartend',
      resolved: 'gelöst',
      waitingOnCustomer: 'wartet auf Kunden',
      waitingOnThirdParty: 'wartet auf Dritte',
    },
  },
  priority: {
    label: 'Priorität',
    valueLabels: { low: 'niedrig', medium: 'mittel', high: 'hoch', urgent: 'dringend' },
  },
  contractId: { label: 'Vertrag' },
  customerId: { label: 'Kunde' },
  customerLegitimation: { label: 'Legitimation des Kunden' },
  topic: { label: 'Thema' },
  subTopic: { label: 'Unterthema' },
  allTags: { label: 'Tags' },
  incomingMessages: { label: 'Eingehende Nachrichten' },
  outgoingMessages: { label: 'Ausgehende Nachrichten' },
  internalMessages: { label: 'Interne Nachrichten' },
  manualWorkEntries: { label: 'Manuelle Arbeitseinträge' },
  createdAt: { label: 'Erstellt' },
  closedAt: { label: 'Geschlossen' },
  modifiedAt: { label: 'Geändert' },
  dueBy: { label: 'Fällig' },
  lastMessageAt: { label: 'Letzte Nachricht' },
  lastCustomerMessageAt: { label: 'Letzte Kundennachricht' },
  secondsSinceLastCustomerMessage: { label: 'Zeit seit letzter Kundennachricht' },
  secondsToClose: { label: 'Lösungszeit' },
  secondsClosedAfterSLA: { label: 'Nach Frist geschlossen' },
  email: { label: 'Bearbeiter', emptyLabel: '(niemand)' },
  rawData: { label: 'Rohdaten' },
  slaState: { label: 'Service-Level', valueLabels: SERVICE_LEVEL },
  againstDeadline: { label: 'Zeit zur Frist' },
  workingSecondsToClose: { label: 'Lösungszeit in Servicezeit' },
  workingAgainstDeadline: { label: 'Servicezeit zur Frist' },
  subject: { label: 'Betreff' },
  createdWeekday: {
    label: 'Wochentag der Erstellung',
    valueLabels: {
      monday: 'Montag',
      tuesday: 'Dienstag',
      wednesday: 'Mittwoch',
      thursday: 'Donnerstag',
      friday: 'Freitag',
      saturday: 'Samstag',
      sunday: 'Sonntag',
    },
  },
  createdHour: { label: 'Stunde der Erstellung' },
  dataCheck: { label: 'Datenprüfung', valueLabels: DATA_CHECKS },
};
