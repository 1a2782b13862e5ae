import { API_PRESETS } from './apiPresets';
import { CRM_PRESETS } from './crmPresets';
import type { Preset } from './preset';

/**
 * What is known of the files that helpdesks export: facts of their documented exports. Where a helpdesk exports in the
 * language or with the columns of its user, the usual ones stand here, and other names are recognised one by one.
 */

export const PRESETS: readonly Preset[] = [
  {
    name: 'Zendesk',
    headers: [['id', 'requester', 'submitter', 'via', 'solved at']],
    names: {
      id: ['id'],
      channel: ['via'],
      customerId: ['requester id', 'requester'],
      topic: ['group'],
      subTopic: ['ticket type'],
      allTags: ['tags'],
      closedAt: ['solved at'],
      modifiedAt: ['updated at'],
      dueBy: ['due date'],
      email: ['assignee'],
    },
    // Hours, where ours are seconds.
    others: ['resolution time', 'requester email', 'subject'],
    words: {
      status: { waitingOnThirdParty: 'hold onhold' },
      channel: { portal: 'webwidget', chat: 'nativemessaging' },
    },
    hasBlanksBetweenTags: true,
  },
  {
    name: 'Zendesk Explore',
    headers: [['ticket id', 'ticket created - timestamp']],
    names: {
      id: ['ticket id'],
      channel: ['ticket channel'],
      customerId: ['requester id', 'ticket requester id'],
      topic: ['ticket group', 'ticket form'],
      subTopic: ['ticket type'],
      allTags: ['ticket tags'],
      createdAt: ['ticket created - timestamp'],
      closedAt: ['ticket solved - timestamp'],
      modifiedAt: ['ticket updated - timestamp'],
      dueBy: ['ticket due - timestamp'],
      email: ['assignee email', 'assignee name'],
    },
    // Hours or minutes, where ours are seconds.
    others: ['requester email', 'ticket subject'],
    words: { status: { waitingOnThirdParty: 'hold onhold' }, channel: { portal: 'webwidget' } },
  },
  {
    name: 'Freshdesk',
    headers: [
      ['ticket id', 'created time', 'due by time', 'agent interactions'],
      ['ticket-id', 'erstellungszeit', 'lösungszeit', 'quelle'],
    ],
    names: {
      id: ['ticket id', 'ticket-id'],
      channel: ['source', 'quelle'],
      customerId: ['contact id'],
      topic: ['group', 'gruppe', 'type', 'typ'],
      subTopic: ['type', 'typ'],
      allTags: ['tags'],
      incomingMessages: ['customer interactions'],
      outgoingMessages: ['agent interactions'],
      createdAt: ['created time', 'erstellungszeit'],
      closedAt: ['closed time', 'schließungszeit', 'resolved time', 'lösungszeit'],
      modifiedAt: ['last update time', 'zeit der letzten aktualisierung'],
      dueBy: ['due by time', 'fällig bis', 'fälligkeitszeit'],
      email: ['agent'],
    },
    others: ['email', 'resolution time (in hrs)', 'subject'],
    words: { channel: { system: 'ecommerce' } },
  },
  {
    name: 'Jira Service Management',
    headers: [
      ['issue key', 'issue id', 'issue type', 'project key'],
      ['vorgangsschlüssel', 'vorgangs-id', 'vorgangstyp', 'autor'],
    ],
    names: {
      id: ['issue key', 'vorgangsschlüssel'],
      channel: ['custom field (request channel type)'],
      customerId: ['reporter id', 'reporter', 'autor'],
      topic: ['custom field (request type)', 'issue type'],
      allTags: ['labels'],
      createdAt: ['created'],
      closedAt: ['resolved'],
      modifiedAt: ['updated'],
      dueBy: ['due date'],
      email: ['assignee'],
    },
    // Repeated for each of several components.
    others: ['component/s', 'components', 'issue id', 'summary', 'resolution'],
    // Of its five the third: not what is called a major incident elsewhere.
    words: { priority: { medium: 'major' }, channel: { portal: 'helpcenter', system: 'jira' } },
  },
  {
    name: 'ServiceNow',
    headers: [
      ['number', 'short_description', 'opened_at'],
      ['number', 'short description', 'opened'],
      ['number', 'opened_at', 'sys_id'],
      ['nummer', 'kurzbeschreibung', 'geöffnet'],
    ],
    names: {
      id: ['number', 'nummer'],
      channel: ['contact_type', 'channel', 'contact type', 'kanal'],
      status: ['incident_state', 'state', 'status'],
      priority: ['priority', 'priorität'],
      topic: ['category', 'kategorie'],
      subTopic: ['subcategory', 'unterkategorie'],
      createdAt: ['opened_at', 'opened', 'geöffnet'],
      closedAt: ['closed_at', 'closed', 'geschlossen', 'resolved_at', 'resolved'],
      modifiedAt: ['sys_updated_on', 'updated', 'aktualisiert'],
      dueBy: ['sla_due', 'sla due', 'due_date', 'due date', 'fälligkeitsdatum'],
      email: [
        'assigned_to.display_value',
        'assigned_to.value',
        'assigned_to',
        'assigned to',
        'zugewiesen zu',
        'zugewiesen an',
      ],
    },
    words: {
      status: { open: '1 2', pending: '3', resolved: '6', closed: '7 8' },
      priority: { urgent: '1', high: '2', medium: '3', low: '4 5' },
      channel: { system: 'event', chat: 'virtualagent' },
    },
  },
  {
    name: 'Zammad',
    headers: [['#', 'state', 'create channel', 'created at']],
    names: {
      id: ['#'],
      channel: ['create channel'],
      status: ['state'],
      customerId: ['customer'],
      topic: ['group'],
      allTags: ['tags'],
      closedAt: ['closed at'],
      dueBy: ['close escalation at', 'escalation at'],
      lastMessageAt: ['last contact at'],
      lastCustomerMessageAt: ['last contact customer at'],
      email: ['owner'],
    },
    others: ['title'],
  },
  {
    name: 'OTRS/Znuny',
    headers: [
      ['ticket#', 'age', 'queue'],
      ['ticketnumber', 'age', 'queue'],
      ['ticket#', 'alter', 'queue'],
    ],
    names: {
      id: ['ticket#', 'ticketnumber'],
      status: ['state', 'status'],
      customerId: ['customer id', 'customerid', 'kundennummer'],
      topic: ['queue'],
      createdAt: ['created', 'erstellt'],
      closedAt: ['closed', 'geschlossen'],
      email: ['owner', 'agent/owner', 'besitzer', 'agent/besitzer', 'bearbeiter/besitzer', 'bearbeiter'],
    },
    others: ['lösungszeit', 'solution time', 'from', 'von', 'subject', 'betreff', 'title', 'titel'],
  },
  {
    name: 'GLPI',
    headers: [
      ['id', 'opening date', 'requester - requester'],
      ['id', 'opening date', 'last update', 'assigned to - technician'],
      ['id', 'eröffnungsdatum', 'anforderer - anforderer'],
      ['id', 'eröffnungsdatum', 'anfragender - anfragender'],
      ['id', 'eröffnungsdatum', 'letzte änderung', 'zugewiesen an - techniker'],
    ],
    names: {
      id: ['id'],
      channel: ['request source', 'anfragequelle'],
      customerId: ['requester - requester', 'anforderer - anforderer', 'anfragender - anfragender'],
      topic: ['category', 'kategorie'],
      createdAt: ['opening date', 'eröffnungsdatum'],
      closedAt: ['closing date', 'abschlussdatum', 'resolution date', 'lösungsdatum'],
      modifiedAt: ['last update', 'letzte änderung', 'letzte aktualisierung'],
      dueBy: ['time to resolve', 'lösungszeit', 'lösungsfrist'],
      email: ['assigned to - technician', 'zugewiesen an - techniker', 'zugewiesen - techniker'],
    },
    others: ['title', 'titel'],
  },
  {
    name: 'TOPdesk',
    headers: [
      ['incident number', 'brief description'],
      ['call number', 'brief description'],
      ['meldungsnummer', 'kurzbeschreibung', 'anmelder'],
    ],
    names: {
      id: ['incident number', 'call number', 'meldungsnummer'],
      channel: ['entry', 'entry type', 'eingang'],
      customerId: ['caller', 'caller name', 'anmelder'],
      topic: ['category', 'kategorie'],
      subTopic: ['subcategory', 'unterkategorie'],
      createdAt: ['creation date', 'erstellungsdatum'],
      closedAt: ['closure date', 'abschlussdatum', 'completion date', 'fertigstellungsdatum'],
      dueBy: ['target date', 'sla target date', 'zieldatum'],
      email: ['operator', 'bearbeiter'],
    },
    // Of these, yes or no.
    others: ['closed', 'completed', 'abgeschlossen', 'fertiggestellt'],
  },
  ...API_PRESETS,
  ...CRM_PRESETS,
];
