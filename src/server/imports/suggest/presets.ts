import type { StoredColumnId } from '../../../contract/columns/columns';
import type { WordTable } from './theirWords';

/**
 * What is known of the files that helpdesks export: facts of their documented exports. Where a helpdesk exports in the
 * language or with the columns of its user, the usual ones stand here, and other names are recognised one by one.
 */

/** A helpdesk's own export. */
export interface Preset {
  /** The product, as people call it. */
  readonly name: string;
  /** Sets of names, blanks and case aside: a file that has all of one set is its export. */
  readonly headers: readonly (readonly string[])[];
  /** Names that go before a column's own, which is of the database there. */
  readonly overrides?: { readonly [Id in StoredColumnId]?: string };
  /** Its names of the columns; of several the first one that the file has. */
  readonly names: { readonly [Id in StoredColumnId]?: readonly string[] };
  /** Names that look like a column's and are none: the address of the customer is not that of the agent. */
  readonly others?: readonly string[];
  /** Words that mean something else elsewhere, or nothing. */
  readonly words?: WordTable;
}

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
  },
  {
    name: 'Zendesk (API)',
    headers: [['requester_id', 'submitter_id', 'assignee_id', 'via.channel']],
    names: {
      channel: ['via.channel'],
      customerId: ['requester_id'],
      topic: ['type'],
      allTags: ['tags'],
      createdAt: ['created_at'],
      modifiedAt: ['updated_at'],
      dueBy: ['due_at'],
      email: ['assignee_id'],
    },
    others: ['via', 'subject'],
    words: { status: { waitingOnThirdParty: 'hold' }, channel: { chat: 'nativemessaging' } },
  },
  {
    name: 'Freshdesk',
    headers: [['ticket id', 'created time', 'due by time', 'agent interactions']],
    names: {
      id: ['ticket id'],
      channel: ['source'],
      customerId: ['contact id'],
      topic: ['group', 'type'],
      subTopic: ['type'],
      allTags: ['tags'],
      incomingMessages: ['customer interactions'],
      outgoingMessages: ['agent interactions'],
      createdAt: ['created time'],
      closedAt: ['closed time', 'resolved time'],
      modifiedAt: ['last update time'],
      dueBy: ['due by time'],
      email: ['agent'],
    },
    others: ['email', 'resolution time (in hrs)', 'subject'],
    words: { channel: { system: 'ecommerce' } },
  },
  {
    name: 'Freshdesk (API)',
    headers: [['responder_id', 'requester_id', 'fr_due_by', 'due_by', 'source']],
    names: {
      channel: ['source'],
      customerId: ['requester_id'],
      topic: ['type'],
      allTags: ['tags'],
      createdAt: ['created_at'],
      closedAt: ['stats.closed_at', 'stats.resolved_at'],
      modifiedAt: ['updated_at'],
      dueBy: ['due_by'],
      email: ['responder_id'],
    },
    others: ['email', 'subject', 'group_id'],
    words: {
      status: { open: '2', pending: '3', resolved: '4', closed: '5', waitingOnCustomer: '6', waitingOnThirdParty: '7' },
      priority: { low: '1', medium: '2', high: '3', urgent: '4' },
      channel: { email: '1 10', portal: '2 9', phone: '3', chat: '7' },
    },
  },
  {
    name: 'Jira Service Management',
    headers: [['issue key', 'issue id', 'issue type', 'project key']],
    names: {
      id: ['issue key'],
      channel: ['custom field (request channel type)'],
      customerId: ['reporter id', 'reporter'],
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
    words: { channel: { portal: 'helpcenter', system: 'jira' } },
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
      email: ['assigned_to', 'assigned to', 'zugewiesen zu'],
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
    name: 'Zammad (API)',
    headers: [['number', 'owner_id', 'group_id', 'state_id', 'close_at']],
    overrides: { id: 'number' },
    names: {
      channel: ['create_article_type'],
      status: ['state'],
      customerId: ['customer_id'],
      topic: ['group'],
      allTags: ['tags'],
      closedAt: ['close_at'],
      dueBy: ['close_escalation_at', 'escalation_at'],
      lastMessageAt: ['last_contact_at'],
      lastCustomerMessageAt: ['last_contact_customer_at'],
      email: ['owner'],
    },
    others: ['title', 'customer', 'organization'],
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
    name: 'Dynamics 365',
    headers: [
      ['case number', 'created on', 'origin'],
      ['case number', 'case title', 'created on'],
      ['(do not modify) case', 'created on'],
      ['vorgangsnummer', 'erstellt am', 'ursprung'],
    ],
    names: {
      id: ['case number', 'vorgangsnummer'],
      channel: ['origin', 'ursprung'],
      status: ['status reason', 'statusgrund', 'status'],
      customerId: ['customer', 'kunde'],
      topic: ['subject', 'thema', 'case type', 'vorgangstyp'],
      createdAt: ['created on', 'erstellt am'],
      closedAt: ['resolved on', 'gelöst am'],
      modifiedAt: ['modified on', 'geändert am'],
      dueBy: ['resolve by', 'lösen bis'],
      email: ['owner', 'besitzer'],
    },
    others: ['case title', 'vorgangstitel', '(do not modify) modified on'],
  },
];
