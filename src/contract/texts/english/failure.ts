/** What went wrong (web/ui). */
export const FAILURE = {
  'failure.offline': 'You are offline',
  'failure.away': 'The server cannot be reached',
  'failure.starting': 'The server is starting',
  'failure.unauthenticated': 'Your session has ended',
  'failure.otherUser': 'Somebody else has signed in',
  'failure.forbidden': 'You may not see this',
  'failure.busy': 'Too much at once',
  'failure.limit': 'This takes too much',
  'failure.refused': 'The server refused this request',
  'failure.broken': 'Something went wrong',
  'failure.advice.offline': 'Check the network. The page goes on by itself; what you filtered is kept in the address.',
  'failure.advice.away':
    'It may be restarting. The page asks again by itself; what you filtered is kept in the address.',
  'failure.advice.starting': 'This takes a few seconds; the page goes on by itself.',
  'failure.advice.busy': 'Many of your questions wait already. The page asks again by itself.',
  'failure.unexpected': 'The page met an error that it did not expect.',
  'failure.tryAgain': 'Try again',
  'failure.allowed': 'Allowed: {allowed}',
  'failure.request': 'Request {id}',
  'failure.chunk': 'A part of the page could not be loaded',
  'failure.chunk.load': 'Load the page again',
  'failure.chunk.why':
    'The server may be away, or it has a newer page. The report stays as it is: it stands in the address.',
} as const;
