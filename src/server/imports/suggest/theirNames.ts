import type { StoredColumnId } from '../../../contract/columns/columns';

/**
 * What helpdesks call the columns, in English and German, as letters and digits alone and without a leading "ticket":
 * Zendesk, Freshdesk, Jira, ServiceNow, Zammad, OTRS and Znuny, GLPI, Dynamics. Of several the first one counts.
 */
export const THEIR_NAMES: Readonly<Partial<Record<StoredColumnId, string>>> = {
  // What is called a number alone can count the rows.
  id: 'key issuekey caseid casenumber incidentnumber vorgangsnummer vorgangsschlüssel anfragenummer fallnummer fallnr incnr incidentid requestid meldungsnummer meldungsnr no nr number nummer ticket vorgang referenz reference',
  channel:
    'kanal source quelle via origin ursprung contacttype requestsource anfragequelle eingangskanal eingangsweg medium kontaktart createchannel erstellkanal viachannel',
  direction: 'richtung einausgang',
  customerLegitimation: 'kundenlegitimation legitimation',
  status: 'state zustand statusreason ticketstatus bearbeitungsstatus',
  priority: 'prio priorität dringlichkeit urgency severity schweregrad wichtigkeit',
  contractId: 'contractno contractnumber vertrag vertragsnummer vertragsnr contract vertragsid',
  customerId: 'customerno customernumber kunde kundennummer kundennr requesterid kundenid customernr clientid',
  topic:
    'category kategorie thema queue group gruppe component components issuetype vorgangstyp type typ team bereich abteilung department anliegen',
  subTopic: 'subcategory unterkategorie unterthema',
  allTags: 'labels schlagworte schlagwörter stichworte stichwörter keywords tag',
  createdAt:
    'opened createdon createdtime creationdate datecreated openedat openingdate createtime erstellt erstelltam angelegt angelegtam eröffnet eröffnetam eröffnungsdatum erstelldatum erstellungsdatum erstellungszeit createdate anfragedatum received receivedat receivedon submitted submittedat eingegangen eingegangenam eingangam eingangsdatum meldedatum erfasst erfasstam gemeldetam',
  closedAt:
    'closedon closedtime closeat closedate closuredate schließungszeit closetime closingdate dateclosed geschlossen geschlossenam abschlussdatum erledigungsdatum abgeschlossen abgeschlossenam schließzeit resolved resolvedat resolvedtime resolvedon resolutiondate solved solvedat gelöst gelöstam lösungsdatum completed completedat erledigt erledigtam schließdatum beendetam',
  modifiedAt:
    'updated updatedat modifiedon lastupdated lastupdate lastupdatetime lastmodified lastmodifieddate sysupdatedon datumderletztenänderung changed geändert geändertam letzteänderung aktualisiert aktualisiertam letzteaktualisierung lastchange updatedon zuletztgeändert änderungsdatum',
  dueBy:
    'deadline deadlineat duedate duebytime dueat sladue sladueat sladuedate lösenbis eskalationam slaby resolveby escalationat timetoresolve fällig fälligam fälligbis fälligkeit fälligkeitsdatum frist lösungsfrist lösungbis zieltermin targetdate sladeadline resolutiondue zieldatum solldatum sollbis erledigenbis slafrist slafällig',
  incomingMessages: 'customerreplies customerinteractions eingehendenachrichten',
  outgoingMessages: 'agentreplies agentinteractions ausgehendenachrichten',
  internalMessages: 'internalnotes privatenotes internenotizen interneanmerkungen internenachrichten',
  manualWorkEntries: 'manuellearbeitseinträge manuellebearbeitungen',
  lastMessageAt: 'lastcontact lastcontactat letztenachricht',
  lastCustomerMessageAt: 'lastcontactcustomer lastcontactcustomerat letztekundennachricht',
  secondsSinceLastCustomerMessage: 'zeitseitletzterkundennachricht',
  secondsToClose:
    'resolutiontime lösungszeit zeitbiszumschließen lösungsdauer lösungsdauerstd lösungsdauerstunden lösungsdauermin lösungsdauerminuten',
  secondsClosedAfterSLA: 'nachfristgeschlossen nachfristgeschlossenstunden verspätung verspätungstunden',
  email:
    'assignee assignedto owner agentemail bearbeiter bearbeiterin sachbearbeiter sachbearbeiterin bearbeiterbesitzer zugewiesenan besitzer zuständig assignedagent responsible technician techniker agentowner agentbesitzer zuständiger operator verantwortlich verantwortlicher zugewiesenzu zugewieseneperson',
  rawData: 'rohdaten',
};

/** Of a solution, which a closing can follow days later. */
export const SOLVED_NAMES: readonly string[] =
  'resolved resolvedat resolvedtime resolvedon resolutiondate solved solvedat solvedon gelöst gelöstam lösungsdatum'.split(
    ' ',
  );
