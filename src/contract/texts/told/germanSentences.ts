import { IMPORT_SENTENCES } from './germanImports';
import { LINK_SENTENCES } from './germanLinks';

/**
 * What German says for sentences of the server: `{}` stands for a part that changes, `{1}`, `{2}` for those parts in
 * their order. A part that is a sentence of the list itself is told in German too. The server speaks English alone.
 */
export const GERMAN_SENTENCES: readonly (readonly [english: string, german: string])[] = [
  // Sign-in and rights.
  ['Sign in to go on', 'Anmeldung erforderlich'],
  ['{} signed in in this browser', '{1} hat sich in diesem Browser angemeldet'],
  [
    'This sign-in link {}. Whoever runs this server gets another one',
    'Dieser Anmeldelink {1}. Einen neuen erhalten Sie vom Betreiber des Servers',
  ],
  ['is not valid', 'ist nicht gültig'],
  ['has been used already', 'wurde bereits verwendet'],
  ['is too old', 'ist zu alt'],
  ['You are now signed in as {} in this browser', 'In diesem Browser sind Sie jetzt als {1} angemeldet'],
  [
    'The identity provider does not answer; try again soon',
    'Der Anmeldedienst antwortet nicht; bitte versuchen Sie es gleich noch einmal',
  ],
  ['This request comes from another site', 'Diese Anfrage kommt von einer anderen Website'],
  ['This needs the permission "{}"', 'Dafür ist die Berechtigung „{1}“ nötig'],
  ['The column "{}" is not available to you', 'Die Spalte „{1}“ steht Ihnen nicht zur Verfügung'],
  [
    'This cannot be recorded in the audit now{}; try again soon',
    'Das kann gerade nicht im Protokoll festgehalten werden; bitte versuchen Sie es gleich noch einmal',
  ],
  [
    'You do more at once than the audit records of one user',
    'Das sind mehr Vorgänge auf einmal, als das Protokoll für eine Person aufnimmt',
  ],
  // The server itself.
  ['The server is starting', 'Der Server startet gerade'],
  ['Something went wrong on the server', 'Auf dem Server ist ein Fehler aufgetreten'],
  ['The request was given up', 'Die Anfrage wurde abgebrochen'],
  ['The disk of the server is full', 'Der Speicher des Servers ist voll'],
  ['The server has no room for this file', 'Der Server hat keinen Platz für diese Datei'],
  [
    'The question took longer than ENGINE_SECONDS lets it: {} s',
    'Die Abfrage hat länger gedauert, als ENGINE_SECONDS erlaubt: {1} Sek.',
  ],
  [
    'The file took longer than ENGINE_FILE_SECONDS lets it: {} s',
    'Die Datei hat länger gedauert, als ENGINE_FILE_SECONDS erlaubt: {1} Sek.',
  ],
  [
    'The question needs more memory than ENGINE_MEMORY_MB lets it have: {} MB',
    'Die Abfrage braucht mehr Arbeitsspeicher, als ENGINE_MEMORY_MB erlaubt: {1} MB',
  ],
  ['The answer is larger than one may be: {} MB', 'Die Antwort ist größer, als eine sein darf: {1} MB'],
  [
    'fewer rows, fewer columns, or a file, which may be of any size',
    'weniger Zeilen, weniger Spalten oder eine Datei, die beliebig groß sein darf',
  ],
  [
    'fewer filters on long texts, a shorter period, or a higher limit in the server’s settings',
    'weniger Filter auf lange Texte, ein kürzerer Zeitraum oder eine höhere Grenze in den Einstellungen des Servers',
  ],
  [
    'Too many of your questions wait for an answer already',
    'Es warten bereits zu viele Ihrer Anfragen auf eine Antwort',
  ],
  ['Too many files are on their way to you already', 'Es werden bereits zu viele Dateien an Sie gesendet'],
  ['The body is too large', 'Die Anfrage ist zu groß'],
  ['The address is too long', 'Die Adresse ist zu lang'],
  // Links and views.
  ['There is no such short link', 'Diesen Kurzlink gibt es nicht'],
  ['The query is too long', 'Die Abfrage ist zu lang'],
  ['You have {} views, which is the most', 'Sie haben {1} Ansichten; mehr sind nicht möglich'],
  ['You share {} views, which is the most', 'Sie teilen {1} Ansichten; mehr sind nicht möglich'],
  ['{} views are shared, which is the most', '{1} Ansichten sind geteilt; mehr sind nicht möglich'],
  ['You have a view named "{}"', 'Sie haben bereits eine Ansicht namens „{1}“'],
  ['Your views are too long together', 'Ihre Ansichten sind zusammen zu lang'],
  ['No such view', 'Diese Ansicht gibt es nicht'],
  [
    'You have made {} short links, which is all that are kept',
    'Sie haben {1} Kurzlinks erstellt; mehr werden nicht aufbewahrt',
  ],
  // Queries that a version kept.
  ['is not understood by this version: {}', 'wird von dieser Version nicht verstanden: {1}'],
  [
    'names the column "{}", which this version does not have',
    'nennt die Spalte „{1}“, die es in dieser Version nicht gibt',
  ],
  [
    'has the format "{}", which this version does not have',
    'hat das Format „{1}“, das es in dieser Version nicht gibt',
  ],
  ['was not asked for here, or was changed since', 'wurde nicht hier angefordert oder seitdem verändert'],
  ['This export {}', 'Dieser Export {1}'],
  [
    'This server has no working hours (REPORTING_WORKING_HOURS)',
    'Auf diesem Server sind keine Servicezeiten eingerichtet (REPORTING_WORKING_HOURS)',
  ],
  // Exports.
  [
    'This export holds, or was chosen by, columns that are not available to you',
    'Dieser Export enthält Spalten, die Ihnen nicht zur Verfügung stehen, oder wurde danach ausgewählt',
  ],
  [
    'This file holds, or was chosen by, columns that are not available to you',
    'Diese Datei enthält Spalten, die Ihnen nicht zur Verfügung stehen, oder wurde danach ausgewählt',
  ],
  ['This export is still under way: cancel it', 'Dieser Export ist noch in Arbeit: Brechen Sie ihn zuerst ab'],
  ['This export has already ended', 'Dieser Export ist bereits beendet'],
  [
    'Only an export that failed or was cancelled, and is not under way again, can be retried',
    'Erneut versuchen lässt sich nur ein Export, der fehlgeschlagen ist oder abgebrochen wurde und nicht wieder in Arbeit ist',
  ],
  [
    'Your export of {} is being prepared and will be sent to your email: {}',
    'Ihr Export wird erstellt und an Ihre E-Mail-Adresse gesendet: {2}',
  ],
  [
    'You have too many exports under way: wait for one of them, or cancel it',
    'Sie haben zu viele Exporte in Arbeit: Warten Sie auf einen davon oder brechen Sie einen ab',
  ],
  ['No such export', 'Diesen Export gibt es nicht'],
  ['This export has no file', 'Dieser Export hat keine Datei'],
  ['This file was removed on {}', 'Diese Datei wurde am {1} entfernt'],
  ['You deleted this file on {}', 'Sie haben diese Datei am {1} gelöscht'],
  ['This file is no longer here', 'Diese Datei ist nicht mehr da'],
  ['The file is no longer on the server', 'Die Datei liegt nicht mehr auf dem Server'],
  [
    'The file on the server is not the one that was made, and is given to nobody',
    'Die Datei auf dem Server ist nicht die, die erstellt wurde, und wird nicht herausgegeben',
  ],
  ['The file could not be made', 'Die Datei konnte nicht erstellt werden'],
  ['The mail could not be made', 'Die E-Mail konnte nicht erstellt werden'],
  [
    'The disk of the server did not take the whole file: it is full, or fails',
    'Der Speicher des Servers hat die Datei nicht ganz aufgenommen: Er ist voll oder gestört',
  ],
  ['The mail server said: {}', 'Antwort des Mailservers: {1}'],
  ['The mail server does not answer', 'Der Mailserver antwortet nicht'],
  ['The mail server cannot be reached', 'Der Mailserver ist nicht erreichbar'],
  ['The connection to the mail server broke off', 'Die Verbindung zum Mailserver ist abgebrochen'],
  ['The local outbox holds no mail for this export', 'Im lokalen Postausgang liegt keine E-Mail zu diesem Export'],
  [
    'Your exported files may take {} on this server, and {}. Delete files of finished exports that you no longer need; what your schedules made counts as well. {}',
    'Ihre exportierten Dateien dürfen auf diesem Server {1} belegen, und mit dieser wäre es mehr. Löschen Sie Dateien beendeter Exporte, die Sie nicht mehr brauchen; was Ihre geplanten Berichte erzeugt haben, zählt mit. {3}',
  ],
  [
    'Exported files may take {} on this server, and {}. {}',
    'Exportierte Dateien dürfen auf diesem Server {1} belegen, und mit dieser wäre es mehr. {3}',
  ],
  ['The disk of the server is nearly full. {}', 'Der Speicher des Servers ist fast voll. {1}'],
  [
    'Choose fewer tickets or columns, or try again when older exports have expired.',
    'Wählen Sie weniger Tickets oder Spalten, oder versuchen Sie es erneut, wenn ältere Exporte abgelaufen sind.',
  ],
  // Schedules.
  ['Nobody with the address {} has signed in here', '{1} hat sich hier noch nie angemeldet'],
  ['{} may not see this report', '{1} darf diese Auswertung nicht sehen'],
  ['This report names what is not available to you', 'Diese Auswertung enthält etwas, das Sie nicht sehen dürfen'],
  ['{} in the body is not understood', 'Nicht verstanden: {1}'],
  ['timeZone', 'Zeitzone'],
  ['recipients.{}', 'Empfänger'],
  ['delivery.value is not a rate', 'Eine Quote liegt zwischen 0 und 100 %'],
  ['You have {} schedules, which is the most', 'Sie haben {1} geplante Berichte; mehr sind nicht möglich'],
  ['All recipients have unsubscribed', 'Alle Empfänger haben ihn abbestellt'],
  ['This schedule was changed by somebody else: delete it', 'Jemand anderes hat ihn verändert: Löschen Sie ihn'],
  ['No such schedule', 'Diesen Bericht gibt es nicht mehr'],
  ['It has just been run', 'Der Bericht wurde gerade erst gesendet'],
  ['It is still on its way', 'Der Bericht ist noch unterwegs'],
  ['Your schedules are too long together', 'Ihre geplanten Berichte sind zusammen zu lang'],
  [
    '{} characters in all of them: delete one, or let it follow a saved view',
    '{1} Zeichen in allen zusammen: Löschen Sie einen, oder lassen Sie ihn einer gespeicherten Ansicht folgen',
  ],
  ['Making it takes too long', 'Ihn zu erstellen dauert zu lange'],
  ['The mail server takes too long', 'Der Mailserver braucht zu lange'],
  ['The next one was due before it could be mailed', 'Der nächste war fällig, bevor er gesendet werden konnte'],
  [
    'Within an hour colleagues get one mail of schedules that were just added or changed',
    'Aus gerade angelegten oder geänderten geplanten Berichten bekommen andere eine E-Mail pro Stunde',
  ],
  ['The schedule does not mail it any more', 'Der geplante Bericht wird nicht mehr gesendet'],
  // The mirror.
  ['This server mirrors no other instance', 'Dieser Server spiegelt keine andere Instanz'],
  [
    'Another instance is being read; try again when that has ended',
    'Gerade wird eine andere Instanz gelesen; versuchen Sie es danach noch einmal',
  ],
  ['{}; given up after {} tries', '{1}; nach {2} Versuchen aufgegeben'],
  ['The upstream cannot be reached ({})', 'Die gespiegelte Instanz ist nicht erreichbar ({1})'],
  [
    'The upstream did not answer within {} seconds',
    'Die gespiegelte Instanz hat nicht innerhalb von {1} Sekunden geantwortet',
  ],
  [
    'The upstream does not accept the token: it is wrong or has expired (401)',
    'Die gespiegelte Instanz nimmt das Token nicht an: Es ist falsch oder abgelaufen (401)',
  ],
  [
    'The upstream does not allow this token to export tickets (403){}',
    'Die gespiegelte Instanz erlaubt diesem Token keinen Export von Tickets (403)',
  ],
  [
    'The upstream has no ticket export at this address (404)',
    'Die gespiegelte Instanz hat unter dieser Adresse keinen Export von Tickets (404)',
  ],
  [
    'The upstream’s answer is cut off or is not JSON',
    'Die Antwort der gespiegelten Instanz ist abgeschnitten oder kein JSON',
  ],
  ['The upstream refuses the request ({}){}', 'Die gespiegelte Instanz lehnt die Anfrage ab ({1})'],
  // Deeds in the audit.
  ['by a token', 'mit einem Token'],
  ['by a link', 'mit einem Anmeldelink'],
  ['{}, in place of {}', '{1}, anstelle von {2}'],
  ['a sign-in link', 'ein Anmeldelink'],
  ['a sign-in link, printed at the start', 'ein Anmeldelink, beim Start ausgegeben'],
  ['token {} of {} ({})', 'Token {1} für {2} ({3})'],
  ['rows', 'Tabelle'],
  ['figures', 'Kennzahlen'],
  ['values', 'Filterwerte'],
  ['figures as {}', 'Kennzahlen als {1}'],
  ['csv to {}', 'csv an {1}'],
  ['json to {}', 'json an {1}'],
  ['ndjson to {}', 'ndjson an {1}'],
  ['parquet to {}', 'parquet an {1}'],
  ['xlsx to {}', 'xlsx an {1}'],
  ['{} to {}, by the schedule {} of {}', '{1} an {2}, durch den geplanten Bericht {3} von {4}'],
  ['figures in a mail', 'Kennzahlen im Text einer E-Mail'],
  ['an alert', 'eine Warnung'],
  ['{} to {}: the schedule {}', '{1} an {2}: geplanter Bericht {3}'],
  ['The view is gone, or no longer shared', 'Die Ansicht gibt es nicht mehr, oder sie wird nicht mehr geteilt'],
  ['It names what is not available to the recipient', 'Enthält etwas, das der Empfänger nicht sehen darf'],
  ['The report {}', 'Die Auswertung {1}'],
  [
    'The last sign-in is more than {} days ago, or its token was revoked',
    'Die letzte Anmeldung liegt mehr als {1} Tage zurück, oder ihr Token wurde widerrufen',
  ],
  ['the schedule {}', 'geplanter Bericht {1}'],
  ['the schedule {} of {}', 'geplanter Bericht {1} von {2}'],
  ['all schedules of {}', 'alle geplanten Berichte von {1}'],
  ['again to {}', 'zurückgenommen: {1}'],
  ['file', 'Tickets als Datei'],
  ['sentence', 'Zusammenfassung'],
  ['alert', 'Warnung'],
  ['{}, whose file is there already', '{1}, die Datei ist schon da'],
  ['a queued export: {}', 'ein Export im Hintergrund: {1}'],
  ['shared with everybody who may see reports', 'geteilt mit allen, die Auswertungen sehen dürfen'],
  ['replaces the tickets', 'ersetzt die Tickets'],
  ['from servers to DATA_DIR', 'von Servern nach DATA_DIR'],
  ['from DATA_DIR to servers', 'von DATA_DIR auf Server'],
  ['of {}', 'vom {1}'],
  ...LINK_SENTENCES,
  ...IMPORT_SENTENCES,
];
