export const MAIL = {
  'mail.subject': 'Ihr Export: {tickets} ({format})',
  'mail.attached': 'Die Datei ist angehängt und liegt auch hier bereit:',
  'mail.tooLarge': 'Die Datei ist zu groß für einen Anhang. Sie liegt hier bereit:',
  'mail.notTaken':
    'Der Mailserver nimmt keine Datei dieser Größe an, daher ist sie nicht angehängt. Sie liegt hier bereit:',
  'mail.open': 'Export öffnen',
  'mail.filter': 'Filter',
  'mail.rows': 'Zeilen',
  'mail.rows.changed': '{rows} ({requested, number}, als der Export angefordert wurde)',
  'mail.asOf': 'Stand',
  'mail.hidden': 'Ausgeblendete Spalten',
  'mail.hidden.none': 'keine',
  'mail.size': 'Größe',
  'mail.keptUntil': 'Aufbewahrt bis',
  'notFound.title': 'Seite nicht gefunden',
  'notFound.heading': 'Unter dieser Adresse gibt es keine Seite',
  'notFound.open': 'Zur Auswertung',
};
