/** Topics of the demo helpdesk, an energy supplier's. */
export interface Topic {
  name: string;
  /** Share of tickets, relative to the others. */
  weight: number;
  subTopics: readonly (readonly [string, number])[];
  /** Factor on the time to close. */
  effort: number;
}

export const TOPICS: readonly Topic[] = [
  {
    name: 'Billing',
    weight: 24,
    effort: 1,
    subTopics: [
      ['Invoice question', 6],
      ['Instalment change', 5],
      ['Refund', 3],
      ['Direct debit', 3],
    ],
  },
  {
    name: 'Contract change',
    weight: 17,
    effort: 1.1,
    subTopics: [
      ['Tariff switch', 5],
      ['Name change', 2],
      ['Termination', 4],
      ['Revocation', 1],
    ],
  },
  {
    name: 'Moving house',
    weight: 14,
    effort: 1.3,
    subTopics: [
      ['Move in', 5],
      ['Move out', 5],
      ['Missing meter number', 2],
    ],
  },
  {
    name: 'Meter reading',
    weight: 13,
    effort: 0.6,
    subTopics: [
      ['Reading sent', 8],
      ['Implausible reading', 3],
      ['Meter exchange', 2],
    ],
  },
  {
    name: 'Payment reminder',
    weight: 10,
    effort: 1.6,
    subTopics: [
      ['Payment plan', 4],
      ['Objection', 3],
      ['Blocking notice', 1],
    ],
  },
  {
    name: 'Online account',
    weight: 8,
    effort: 0.5,
    subTopics: [
      ['Password', 6],
      ['Registration', 3],
      ['App', 2],
    ],
  },
  {
    name: 'Tariff advice',
    weight: 6,
    effort: 0.9,
    subTopics: [
      ['Price change', 4],
      ['Green power', 2],
      ['Heat pump', 1],
    ],
  },
  {
    name: 'Complaint',
    weight: 5,
    effort: 2.4,
    subTopics: [
      ['Waiting time', 3],
      ['Wrong information', 2],
      ['Ombudsman', 1],
    ],
  },
  {
    name: 'Technical fault',
    weight: 3,
    effort: 1.8,
    subTopics: [
      ['Outage', 3],
      ['Wallbox', 2],
    ],
  },
];

/** What customers write above their mails, by sub-topic: a helpdesk in Germany has both languages. */
export const GERMAN_SUBJECTS: Readonly<Record<string, string>> = {
  'Invoice question': 'Frage zu meiner Rechnung',
  'Instalment change': 'Abschlag anpassen',
  Refund: 'Guthaben auszahlen',
  'Direct debit': 'SEPA-Lastschrift einrichten',
  'Tariff switch': 'Tarif wechseln',
  'Name change': 'Neuer Nachname nach Heirat',
  Termination: 'Kündigung meines Vertrags',
  Revocation: 'Widerruf',
  'Move in': 'Anmeldung nach Einzug',
  'Move out': 'Auszug zum Monatsende',
  'Missing meter number': 'Zählernummer nicht gefunden',
  'Reading sent': 'Zählerstand',
  'Implausible reading': 'Verbrauch viel zu hoch',
  'Meter exchange': 'Zählertausch',
  'Payment plan': 'Bitte um Ratenzahlung',
  Objection: 'Widerspruch gegen Mahnung',
  'Blocking notice': 'Sperrankündigung erhalten',
  Password: 'Passwort vergessen',
  Registration: 'Registrierung im Portal',
  App: 'App zeigt keinen Verbrauch',
  'Price change': 'Preiserhöhung',
  'Green power': 'Wechsel zu Ökostrom',
  'Heat pump': 'Tarif für die Wärmepumpe',
  'Waiting time': 'Beschwerde: keine Antwort',
  'Wrong information': 'Falsche Auskunft am Telefon',
  Ombudsman: 'Schlichtungsstelle',
  Outage: 'Stromausfall seit heute früh',
  Wallbox: 'Wallbox lädt nicht',
};

/** Weights by hour of the day: office hours with a dip at noon, portal and mail at night. */
export const HOUR_WEIGHT = [
  1, 1, 1, 1, 1, 2, 5, 12, 22, 28, 27, 24, 18, 20, 23, 22, 19, 15, 11, 9, 7, 5, 3, 2,
] as const;

/** Weights by weekday, Monday first. */
export const WEEKDAY_WEIGHT = [26, 23, 21, 20, 18, 6, 4] as const;

export const AGENTS = [
  'alba.moreno',
  'ben.fischer',
  'chiara.rossi',
  'david.novak',
  'elif.kaya',
  'finn.larsen',
  'greta.lindholm',
  'hugo.bernard',
  'ines.costa',
  'jonas.weber',
  'karla.horvat',
  'liam.murphy',
  'mona.haddad',
  'nils.petersen',
] as const;

/** Hours until the deadline, by priority. */
export const DEADLINE_HOURS = { urgent: 8, high: 24, medium: 72, low: 168 } as const;
