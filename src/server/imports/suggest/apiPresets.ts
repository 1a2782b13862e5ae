import type { Preset } from './preset';

/** What the APIs of helpdesks answer, which scripts save as JSON. */
export const API_PRESETS: readonly Preset[] = [
  {
    name: 'Zendesk (API)',
    headers: [['requester_id', 'submitter_id', 'assignee_id', 'via.channel']],
    names: {
      channel: ['via.channel'],
      customerId: ['requester_id'],
      topic: ['type'],
      allTags: ['tags'],
      createdAt: ['created_at'],
      // Of the tickets' metrics, which can be asked for beside them.
      closedAt: ['metric_set.solved_at'],
      modifiedAt: ['updated_at'],
      dueBy: ['due_at'],
      email: ['assignee_id'],
    },
    others: ['via', 'subject'],
    words: { status: { waitingOnThirdParty: 'hold' }, channel: { chat: 'nativemessaging' } },
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
    name: 'Jira Service Management (API)',
    headers: [['key', 'fields.created', 'fields.status.name', 'fields.issuetype.name']],
    names: {
      customerId: ['fields.reporter.displayname'],
      topic: ['fields.issuetype.name'],
    },
    // Lists of objects.
    others: ['fields.components', 'fields.component'],
  },
];
