export const FAILURE = {
  'failure.offline': 'Sie sind offline',
  'failure.away': 'Der Server ist nicht erreichbar',
  'failure.starting': 'Der Server startet',
  'failure.unauthenticated': 'Ihre Sitzung ist beendet',
  'failure.otherUser': 'Jemand anderes hat sich angemeldet',
  'failure.forbidden': 'Das dürfen Sie nicht sehen',
  'failure.busy': 'Zu viel auf einmal',
  'failure.limit': 'Das ist zu aufwendig',
  'failure.refused': 'Der Server hat die Anfrage abgelehnt',
  'failure.broken': 'Etwas ist schiefgegangen',
  'failure.advice.offline':
    'Prüfen Sie das Netzwerk. Die Seite macht automatisch weiter; Ihre Filter stehen in der Adresse.',
  'failure.advice.away':
    'Vielleicht startet er neu. Die Seite fragt automatisch erneut; Ihre Filter stehen in der Adresse.',
  'failure.advice.starting': 'Das dauert einige Sekunden; die Seite macht automatisch weiter.',
  'failure.advice.busy': 'Es warten schon viele Ihrer Anfragen. Die Seite fragt automatisch erneut.',
  'failure.unexpected': 'Auf der Seite ist ein unerwarteter Fehler aufgetreten.',
  'failure.tryAgain': 'Erneut versuchen',
  'failure.allowed': 'Erlaubt: {allowed}',
  'failure.request': 'Anfrage {id}',
  'failure.chunk': 'Ein Teil der Seite konnte nicht geladen werden',
  'failure.chunk.load': 'Seite neu laden',
  'failure.chunk.why':
    'Vielleicht ist der Server nicht erreichbar, oder er hat eine neuere Seite. Die Auswertung bleibt, wie sie ist: Sie steht in der Adresse.',
};
