export const SIGN_IN = {
  'signIn.signIn': 'Anmelden',
  'signIn.signingIn': 'Anmeldung läuft …',
  'signIn.opening': 'Die Anmeldeseite wird geöffnet …',
  'signIn.out': 'Sie sind abgemeldet.',
  'signIn.ended': 'Ihre Sitzung ist beendet. Melden Sie sich an, um weiterzumachen.',
  'signIn.kept': 'Die geöffnete Auswertung bleibt erhalten und wird nach der Anmeldung gezeigt.',
  'signIn.organisation': 'Mit Ihrer Organisation anmelden',
  'signIn.how':
    'Öffnen Sie Ihren Anmeldelink, oder fügen Sie ihn hier ein. Wenn Sie keinen haben, bitten Sie die Person darum, die Ihnen Zugang gegeben hat.',
  'signIn.orHow': 'Oder öffnen Sie Ihren Anmeldelink, oder fügen Sie ihn hier ein.',
  'signIn.operator': 'Sie betreiben diesen Server?',
  'signIn.operator.how':
    'Einen Link gibt <code>npm run link</code> aus, ein Token <code>npm run token -- --email you@example.com</code>.',
  'signIn.goOnAs': 'Als {name} weitermachen',
  'signIn.again': '{failure}. Neuer Versuch …',
  'signIn.invalid': 'Dieser Link oder dieses Token gilt nicht mehr. Bitten Sie um einen neuen Zugang.',
  'signIn.invalid.why': '{failure}: {advice}',
  'signIn.somebody': 'jemand anderes',
  'signIn.were': 'Sie waren {who}. Als {next} weitermachen?',
  'signIn.are': 'Sie sind {who}. Als {next} weitermachen?',
  'signIn.question.why':
    'Ein Link, den Sie geöffnet haben, meldet eine andere Person an. Was Sie danach tun, auch importierte Dateien, würde ihr zugeordnet. Wenn Sie das nicht erwartet haben, bleiben Sie angemeldet wie bisher.',
  'signIn.doNot': 'Nicht anmelden',
  'signIn.stay': 'Als {name} angemeldet bleiben',
  'signIn.neither': 'Das ist weder ein Anmeldelink noch ein Token.',
  'signIn.field': 'Anmeldelink oder Token',
};
