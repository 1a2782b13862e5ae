import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ticket } from '../../../contract/columns/columns';
import { dryRunFiles } from '../dryRun/dryRunFiles';
import { PRESETS } from './presets';

/** Small files, made by hand after what each helpdesk documents of its export. */

const CASES: readonly [string, string, Partial<Ticket>, Partial<Ticket>][] = [
  [
    'zendesk',
    'Zendesk',
    {
      id: 35436,
      channel: 'portal',
      status: 'resolved',
      priority: 'medium',
      customerId: '20978392',
      topic: 'Billing',
      allTags: 'invoice, refund',
      createdAt: '2026-10-02 08:15:00',
      closedAt: '2026-10-03 09:00:00',
      dueBy: '2026-10-05 18:00:00',
      email: 'Anna Agent',
    },
    { channel: 'email', status: 'waitingOnThirdParty', allTags: 'login, vip' },
  ],
  [
    'zendesk-explore',
    'Zendesk Explore',
    {
      id: 35436,
      channel: 'email',
      status: 'closed',
      priority: 'high',
      topic: 'Billing',
      allTags: 'invoice, refund',
      createdAt: '2026-10-02 08:15:00',
      closedAt: '2026-10-03 09:00:00',
      modifiedAt: '2026-10-03 09:00:00',
      dueBy: '2026-10-05 18:00:00',
      email: 'Anna Agent',
    },
    { channel: 'phone', status: 'waitingOnThirdParty', topic: 'Support' },
  ],
  [
    'freshdesk',
    'Freshdesk',
    {
      id: 101,
      channel: 'portal',
      status: 'closed',
      priority: 'low',
      customerId: '77001',
      topic: 'Billing',
      incomingMessages: 2,
      outgoingMessages: 3,
      closedAt: '2026-10-02 12:00:00',
      dueBy: '2026-10-04 10:00:00',
      email: 'Anna Agent',
    },
    { channel: 'email', status: 'waitingOnThirdParty', priority: 'urgent' },
  ],
  [
    'jira',
    'Jira Service Management',
    {
      id: 17,
      status: 'waitingOnCustomer',
      priority: 'urgent',
      topic: 'Get IT help',
      allTags: 'printer, office',
      createdAt: '2026-10-02 08:15:00',
      dueBy: '2026-10-05 18:00:00',
      email: 'anna.agent',
    },
    { id: 18, status: 'closed', priority: 'low', closedAt: '2026-10-04 16:20:00' },
  ],
  [
    'servicenow',
    'ServiceNow',
    {
      id: 10001,
      channel: 'portal',
      status: 'open',
      priority: 'urgent',
      topic: 'Software',
      subTopic: 'Email',
      createdAt: '2026-10-01 08:00:00',
      dueBy: '2026-10-01 12:00:00',
      email: 'Anna Agent',
    },
    { channel: 'walkIn', status: 'closed', priority: 'low', closedAt: '2026-10-03 10:00:00' },
  ],
  [
    'zammad',
    'Zammad',
    {
      id: 67001,
      channel: 'email',
      status: 'pending',
      priority: 'medium',
      topic: 'Buchhaltung',
      customerId: 'Mia Beispiel',
      dueBy: '2026-10-02 08:00:00',
      lastMessageAt: '2026-10-01 09:00:00',
      email: 'Anna Agent',
    },
    { channel: 'portal', status: 'closed', priority: 'high', closedAt: '2026-10-01 11:00:00' },
  ],
  [
    'otrs',
    'OTRS/Znuny',
    {
      id: 2026100110000017,
      status: 'closed',
      priority: 'medium',
      topic: 'Rechnung',
      customerId: 'kunde-1',
      closedAt: '2026-10-02 16:00:00',
      email: 'aagent',
    },
    { status: 'pending', priority: 'urgent' },
  ],
  [
    'glpi',
    'GLPI',
    {
      id: 501,
      channel: 'email',
      status: 'open',
      priority: 'urgent',
      topic: 'Hardware > Drucker',
      createdAt: '2026-10-01 08:00:00',
      dueBy: '2026-10-02 08:00:00',
      email: 'Agent Anna',
    },
    { channel: 'phone', status: 'closed', priority: 'low', closedAt: '2026-10-03 09:00:00' },
  ],
  [
    'topdesk',
    'TOPdesk',
    {
      id: 26_101_234,
      channel: 'email',
      status: 'closed',
      priority: 'urgent',
      customerId: 'Mia Beispiel',
      topic: 'Hardware',
      createdAt: '2026-10-24 22:30:00',
      closedAt: '2026-10-25 09:00:00',
      dueBy: '2026-10-25 06:30:00',
      email: 'Anna Agent',
    },
    { id: 26_110_002, channel: 'phone', status: 'open', priority: 'medium', dueBy: '2026-11-05 08:30:00' },
  ],
  [
    'zendesk-api.json',
    'Zendesk (API)',
    {
      id: 35436,
      channel: 'email',
      status: 'waitingOnThirdParty',
      priority: 'high',
      customerId: '20978392',
      topic: 'incident',
      allTags: 'enterprise, vip',
      createdAt: '2026-10-02 08:15:00',
      email: '235323',
    },
    { channel: 'portal', status: 'resolved', closedAt: '2026-10-03 10:00:00', dueBy: '2026-10-05 18:00:00' },
  ],
  [
    'freshdesk-api.json',
    'Freshdesk (API)',
    {
      id: 101,
      channel: 'portal',
      status: 'closed',
      priority: 'low',
      customerId: '77001',
      topic: 'Question',
      allTags: 'invoice, vip',
      closedAt: '2026-10-02 12:00:00',
      dueBy: '2026-10-04 10:00:00',
      email: '7',
    },
    { channel: 'email', status: 'resolved', priority: 'urgent', closedAt: '2026-10-01 10:30:00' },
  ],
  [
    'zammad-api.json',
    'Zammad (API)',
    {
      id: 67001,
      channel: 'email',
      status: 'open',
      priority: 'high',
      topic: 'Buchhaltung',
      customerId: '12',
      allTags: 'a, b',
      dueBy: '2026-10-02 08:00:00',
      email: 'anna@firma.example',
    },
    { id: 67002, channel: 'portal', status: 'closed', closedAt: '2026-10-01 11:00:00' },
  ],
  [
    'jira-api.json',
    'Jira Service Management (API)',
    {
      id: 10017,
      status: 'waitingOnCustomer',
      priority: 'urgent',
      customerId: 'Mia Beispiel',
      topic: 'Service Request',
      allTags: 'printer, office',
      createdAt: '2026-10-02 08:15:00',
      email: 'Anna Agent',
    },
    { id: 10018, status: 'closed', priority: 'low', closedAt: '2026-10-04 16:20:00' },
  ],
  [
    'dynamics',
    'Dynamics 365',
    {
      id: 1000,
      channel: 'portal',
      status: 'waitingOnCustomer',
      priority: 'medium',
      customerId: 'Kunde GmbH',
      topic: 'Billing',
      createdAt: '2026-10-01 08:00:00',
      dueBy: '2026-10-13 08:00:00',
      email: 'Anna Agent',
    },
    { id: 1001, channel: 'phone', status: 'resolved', priority: 'high' },
  ],
  [
    'hubspot',
    'HubSpot',
    {
      id: 1_234_567_890,
      channel: 'email',
      status: 'closed',
      priority: 'high',
      topic: 'Billing issue',
      createdAt: '2026-10-24 22:30:00',
      closedAt: '2026-10-25 09:00:00',
      modifiedAt: '2026-10-25 09:00:00',
      email: 'Anna Agent',
    },
    { channel: 'portal', status: 'waitingOnCustomer', modifiedAt: '2026-11-02 08:45:00' },
  ],
];

test('every preset has a file', () => {
  expect(CASES.map(([, name]) => name)).toEqual(PRESETS.map(({ name }) => name));
});

test.each(CASES)('%s is recognised and understood as it is', async (file, preset, first, second) => {
  const sources = [
    { name: file, path: join(import.meta.dirname, 'exports', file.includes('.') ? file : `${file}.csv`) },
  ];
  const run = await dryRunFiles({ sources, timeZone: 'UTC', mapping: undefined, wording: { suggest: true } });
  expect(run).toMatchObject({ problem: null, preset, rejected: 0, read: 2 });
  expect(run.tickets).toEqual([expect.objectContaining(first), expect.objectContaining(second)]);
  // What a customer is called, or reached by, is nobody who handled the ticket.
  expect(JSON.stringify(run.tickets.map(({ email }) => email))).not.toMatch(/kunde\.example/);
});
