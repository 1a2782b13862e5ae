/** Answers that never came, or were none (web/api). */
export const CONNECTION = {
  'connection.status': 'The server answered {status}',
  'connection.away': 'The server cannot be reached',
  'connection.offline': 'This browser is offline',
  'connection.notUnderstood': 'The server’s answer was not understood. Is the page older than the server?',
  'connection.notBegunHere': 'This sign-in did not begin in this browser. Please sign in from here',
} as const;
