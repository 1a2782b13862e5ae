import type { StoredColumnId } from '../../contract/columns/columns';

/**
 * What helpdesks call the columns, in English and German, as letters and digits alone and without a leading "ticket":
 * Zendesk, Freshdesk, Jira, ServiceNow, Zammad, OTRS and Znuny, GLPI, Dynamics. Of several the first one counts.
 */
export const THEIR_NAMES: Readonly<Partial<Record<StoredColumnId, string>>> = {
  id: 'no nr number nummer key issuekey caseid casenumber incidentnumber vorgangsnummer fallnummer ticket',
  channel: 'kanal source quelle via origin ursprung contacttype requestsource anfragequelle eingangskanal',
  direction: 'richtung',
  status: 'state zustand statusreason',
  priority: 'prio priorität dringlichkeit urgency',
  contractId: 'contractno contractnumber vertrag vertragsnummer vertragsnr',
  customerId: 'customerno customernumber kunde kundennummer kundennr requesterid',
  topic: 'category kategorie thema queue group gruppe component components issuetype type typ',
  subTopic: 'subcategory unterkategorie unterthema subject betreff title titel summary',
  allTags: 'labels schlagworte schlagwörter stichworte stichwörter',
  createdAt:
    'opened createdon createdtime creationdate datecreated openedat openingdate createtime erstellt erstelltam angelegt angelegtam eröffnet eröffnetam eröffnungsdatum erstelldatum',
  closedAt:
    'closedon closedtime closeat closetime closingdate dateclosed geschlossen geschlossenam abschlussdatum abgeschlossen abgeschlossenam schließzeit resolved resolvedat resolvedtime resolutiondate solved solvedat gelöst gelöstam',
  modifiedAt:
    'updated updatedat modifiedon lastupdated lastupdate lastupdatetime lastmodified sysupdatedon changed geändert geändertam letzteänderung aktualisiert aktualisiertam letzteaktualisierung',
  dueBy:
    'deadline duedate duebytime dueat sladue slaby resolveby escalationat timetoresolve fällig fälligam fälligbis fälligkeit fälligkeitsdatum frist lösungsfrist zieltermin',
  lastMessageAt: 'lastcontact lastcontactat letztenachricht',
  lastCustomerMessageAt: 'lastcontactcustomer lastcontactcustomerat letztekundennachricht',
  secondsToClose: 'resolutiontime lösungszeit bearbeitungszeit',
  email: 'assignee assignedto owner agentemail bearbeiter bearbeiterin zugewiesenan besitzer zuständig',
};
