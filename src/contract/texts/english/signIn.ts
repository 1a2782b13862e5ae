/** The sign-in page (web/app/session). */
export const SIGN_IN = {
  'signIn.signIn': 'Sign in',
  'signIn.signingIn': 'Signing in …',
  'signIn.opening': 'Opening the sign-in page …',
  'signIn.out': 'You are signed out.',
  'signIn.ended': 'Your session has ended. Sign in to go on.',
  'signIn.kept': 'The report that you opened is kept and shown once you are in.',
  'signIn.organisation': 'Sign in with your organisation',
  'signIn.how':
    'Open the sign-in link that you were given, or paste it here. If you have none, ask whoever gave you access.',
  'signIn.orHow': 'Or open the sign-in link that you were given, or paste it here.',
  'signIn.operator': 'Do you run this server?',
  'signIn.operator.how':
    'A link is printed by <code>npm run link</code>, a token by <code>npm run token -- --email you@example.com</code>.',
  'signIn.goOnAs': 'Go on as {name}',
  'signIn.again': '{failure}. Trying again …',
  'signIn.invalid': 'This link or token is not valid any more. Ask for a new one.',
  'signIn.invalid.why': '{failure}: {advice}',
  'signIn.somebody': 'somebody else',
  'signIn.were': 'You were {who}. Go on as {next}?',
  'signIn.are': 'You are {who}. Go on as {next}?',
  'signIn.question.why':
    'A link that you opened signs in somebody else. Whatever you do afterwards, files that you import too, would be theirs. If you did not expect this, stay.',
  'signIn.doNot': 'Do not sign in',
  'signIn.stay': 'Stay {name}',
  'signIn.neither': 'This is neither a sign-in link nor a token.',
  'signIn.field': 'Sign-in link or token',
} as const;
