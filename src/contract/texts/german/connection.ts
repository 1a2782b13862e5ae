export const CONNECTION = {
  'connection.status': 'Der Server hat mit {status} geantwortet',
  'connection.away': 'Der Server ist nicht erreichbar',
  'connection.offline': 'Dieser Browser ist offline',
  'connection.notUnderstood': 'Die Antwort des Servers wurde nicht verstanden. Ist die Seite älter als der Server?',
  'connection.notBegunHere': 'Diese Anmeldung hat nicht in diesem Browser begonnen. Bitte melden Sie sich hier an',
};
