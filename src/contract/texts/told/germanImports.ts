/** What files of tickets are refused with. */
export const IMPORT_SENTENCES: readonly (readonly [english: string, german: string])[] = [
  // Imports: files.
  ['{}: the file is empty', '{1}: Die Datei ist leer'],
  ['The file is empty', 'Die Datei ist leer'],
  ['The upload is too large', 'Die Datei ist zu groß'],
  ['The body holds no file', 'Es wurde keine Datei gesendet'],
  ['This upload is not, or no longer, among yours', 'Diese Datei gehört nicht oder nicht mehr zu Ihren'],
  ['This upload was removed while the file was on its way', 'Die Datei wurde entfernt, während sie gesendet wurde'],
  ['This file is being imported already', 'Diese Datei wird bereits importiert'],
  [
    'An earlier file of yours is still on its way, or being imported',
    'Eine frühere Datei von Ihnen wird noch gesendet oder importiert',
  ],
  [
    'Another import is running; start this one when it has ended.',
    'Ein anderer Import läuft; starten Sie diesen, wenn er beendet ist.',
  ],
  ['Too many files wait to be imported', 'Es warten zu viele Dateien auf ihren Import'],
  ['No row of this file was rejected', 'Keine Zeile dieser Datei wurde abgelehnt'],
  ['This list is no longer here', 'Diese Liste ist nicht mehr da'],
  ['There are {} saved mappings, which is the most', 'Es gibt {1} gespeicherte Zuordnungen; mehr sind nicht möglich'],
  ['No such mapping', 'Diese Zuordnung gibt es nicht'],
  [
    'This server mirrors another instance, which its tickets come from',
    'Dieser Server spiegelt eine andere Instanz, aus der seine Tickets kommen',
  ],
  [
    'The tickets could not be stored; the server’s log tells why',
    'Die Tickets konnten nicht gespeichert werden; den Grund nennt das Protokoll des Servers',
  ],
  ['Nothing was changed: {}', 'Nichts wurde geändert: {1}'],
  ['{} of {} rows are rejected', '{1} von {2} Zeilen werden abgelehnt'],
  ['the only row is rejected', 'die einzige Zeile wird abgelehnt'],
  ['of {} tickets {} would be left', 'von {1} Tickets blieben {2}'],
  ['There are no rows, so nothing was changed.', 'Es gibt keine Zeilen, daher wurde nichts geändert.'],
  [
    'None of the rows could be understood, so nothing was changed. The first was {}',
    'Keine Zeile wurde verstanden, daher wurde nichts geändert. Die erste: {1}',
  ],
  ['{}: the header has no {}; {}', '{1}: In der Kopfzeile fehlt {2}'],
  ['{}: the header is not csv: {}', '{1}: Die Kopfzeile ist kein csv'],
  ['{}: the header names {} twice', '{1}: Die Kopfzeile nennt {2} zweimal'],
  [
    '{}: the header has {} names; at most {} are read',
    '{1}: Die Kopfzeile hat {2} Namen; höchstens {3} werden gelesen',
  ],
  ['{}: the header is longer than {} characters', '{1}: Die Kopfzeile ist länger als {2} Zeichen'],
  [
    '{}: separators are mixed: the header has {}, and line {} {}',
    '{1}: Die Trennzeichen sind gemischt: die Kopfzeile hat andere als Zeile {3}',
  ],
  [
    '{}: nothing in the file is called "{}", which a column is mapped to{}',
    '{1}: Nichts in der Datei heißt „{2}“, dem eine Spalte zugeordnet ist',
  ],
  ['{}: there is no row within the first {} MB of its text', '{1}: In den ersten {2} MB des Textes steht keine Zeile'],
  ['{}: there is no sheet "{}"; it has: {}', '{1}: Ein Tabellenblatt „{2}“ gibt es nicht; vorhanden: {3}'],
  [
    '{}: a quote in the record that begins on line {} is never closed',
    '{1}: Ein Anführungszeichen im Datensatz ab Zeile {2} wird nie geschlossen',
  ],
  [
    '{}: the record that begins on line {} is longer than {} MB; perhaps a quote or brace is not closed',
    '{1}: Der Datensatz ab Zeile {2} ist länger als {3} MB; vielleicht ist ein Anführungszeichen oder eine Klammer nicht geschlossen',
  ],
  ['{}: row {} has more than {} MB', '{1}: Zeile {2} hat mehr als {3} MB'],
  [
    '{}: the file ends within the record that begins on line {}',
    '{1}: Die Datei endet mitten im Datensatz ab Zeile {2}',
  ],
  [
    '{}: the file ends within its object, so it is cut off',
    '{1}: Die Datei endet mitten in ihrem Objekt, ist also abgeschnitten',
  ],
  ['{}: the file ends within a character of {}', '{1}: Die Datei endet mitten in einem Zeichen ({2})'],
  [
    '{}: the array is not closed, so the file is cut off',
    '{1}: Die Liste ist nicht geschlossen, die Datei ist also abgeschnitten',
  ],
  [
    '{}: the file is one object that holds {}',
    '{1}: Die Datei ist ein einzelnes Objekt und enthält keine Liste von Tickets',
  ],
  ['{}: line {} is not JSON as expected: {} should come here', '{1}: Zeile {2} ist kein JSON wie erwartet'],
  [
    '{}: line {} is neither UTF-8 nor Windows-1252; save the file as UTF-8',
    '{1}: Zeile {2} ist weder UTF-8 noch Windows-1252; speichern Sie die Datei als UTF-8',
  ],
  ['{}: not a file of text, or damaged', '{1}: keine Textdatei oder beschädigt'],
  [
    '{}: a binary workbook (.xlsb); save it as .xlsx or csv',
    '{1}: eine binäre Arbeitsmappe (.xlsb); speichern Sie sie als .xlsx oder csv',
  ],
  [
    '{}: an OpenDocument file; save it as .xlsx or csv',
    '{1}: eine OpenDocument-Datei; speichern Sie sie als .xlsx oder csv',
  ],
  [
    '{}: an old Excel file, or one that a password protects; save it as .xlsx or csv without one',
    '{1}: eine alte oder mit Kennwort geschützte Excel-Datei; speichern Sie sie ohne Kennwort als .xlsx oder csv',
  ],
  [
    '{}: {} is protected by a password; unpack it',
    '{1}: {2} ist mit einem Kennwort geschützt; entpacken Sie die Datei',
  ],
  ['{}: the workbook has no sheet', '{1}: Die Arbeitsmappe hat kein Tabellenblatt'],
  ['{}: the workbook is damaged', '{1}: Die Arbeitsmappe ist beschädigt'],
  [
    '{}: the workbook has too much text to be read; save the sheet as csv',
    '{1}: Die Arbeitsmappe enthält zu viel Text; speichern Sie das Tabellenblatt als csv',
  ],
  ['{}: the zip file holds no file', '{1}: Die zip-Datei ist leer'],
  ['{}: the zip file holds too many files', '{1}: Die zip-Datei enthält zu viele Dateien'],
  [
    '{}: the zip file holds {} files ({}); unpack it and send the one with the tickets',
    '{1}: Die zip-Datei enthält {2} Dateien ({3}); entpacken Sie sie und senden Sie die mit den Tickets',
  ],
  ['{}: the zip file is damaged or cut off', '{1}: Die zip-Datei ist beschädigt oder abgeschnitten'],
  ['{}: the gzip file is damaged', '{1}: Die gzip-Datei ist beschädigt'],
  ['{}: the gzip file is cut off', '{1}: Die gzip-Datei ist abgeschnitten'],
  [
    '{}: the file within it is packed again, or a workbook; unpack it once',
    '{1}: Die Datei darin ist noch einmal gepackt oder eine Arbeitsmappe; entpacken Sie sie einmal',
  ],
  [
    '{}: unpacked, the files have more than {} MB (IMPORT_UNPACKED_MB)',
    '{1}: Entpackt haben die Dateien mehr als {2} MB (IMPORT_UNPACKED_MB)',
  ],
  [
    '{}: unpacks to more than {} times its size, which tickets never do',
    '{1}: Entpackt wäre die Datei mehr als {2}-mal so groß, was bei Tickets nie vorkommt',
  ],
  [
    '{}: ids begin differently, {} and {} (line {}), so their digits alone do not tell tickets apart; map id to a column of numbers',
    '{1}: IDs beginnen verschieden, {2} und {3} (Zeile {4}), daher unterscheiden ihre Ziffern allein die Tickets nicht; ordnen Sie der ID eine Spalte mit Zahlen zu',
  ],
  [
    '{}: ids have zeros before numbers of different lengths, as {} (line {}) has, so two of them could be the same number; map id to a column of numbers',
    '{1}: IDs haben Nullen vor verschieden langen Zahlen, wie {2} (Zeile {3}), daher könnten zwei dieselbe Zahl sein; ordnen Sie der ID eine Spalte mit Zahlen zu',
  ],
  [
    '{}: the digits of {} (line {}) alone do not tell it apart from other tickets; map id to a column of numbers',
    '{1}: Die Ziffern von {2} (Zeile {3}) allein unterscheiden das Ticket nicht von anderen; ordnen Sie der ID eine Spalte mit Zahlen zu',
  ],
  [
    'The file takes {} to read; split it into smaller ones',
    'Die Datei ist zu groß, um gelesen zu werden; teilen Sie sie in kleinere',
  ],
  ['mapping names a column twice', 'Die Zuordnung nennt eine Spalte zweimal'],
  // Imports: questions.
  [
    '{} and {} more {}, and no value {} proves which',
    '{1} und {2} weitere {3}, und kein Wert der Datei entscheidet es',
  ],
  ['can have a mark of thousands or a fraction', 'können ein Tausendertrennzeichen oder ein Dezimalzeichen haben'],
  ['can have the day or the month first', 'können mit dem Tag oder dem Monat beginnen'],
  [
    '{} can have the day or the month first, and no value {} proves which',
    '{1} kann mit dem Tag oder dem Monat beginnen, und kein Wert der Datei entscheidet es',
  ],
  // Imports: why rows are rejected.
  ['{}, line {}: {}', '{1}, Zeile {2}: {3}'],
  ['is missing', 'fehlt'],
  ['is not a whole number', 'ist keine ganze Zahl'],
  ['is not a time: the time of day is missing', 'ist kein Zeitpunkt: Die Uhrzeit fehlt'],
  [
    'is not a time as YYYY-MM-DD HH:mm:ss (which number is the day and which the month is not guessed)',
    'ist kein Zeitpunkt der Form JJJJ-MM-TT HH:mm:ss (was Tag und was Monat ist, wird nicht geraten)',
  ],
  [
    'is not a time as YYYY-MM-DD HH:mm:ss (a time without its day)',
    'ist kein Zeitpunkt der Form JJJJ-MM-TT HH:mm:ss (eine Uhrzeit ohne Tag)',
  ],
  [
    'is not a time as YYYY-MM-DD HH:mm:ss (the time of day is missing)',
    'ist kein Zeitpunkt der Form JJJJ-MM-TT HH:mm:ss (die Uhrzeit fehlt)',
  ],
  ['is not a time as YYYY-MM-DD HH:mm:ss', 'ist kein Zeitpunkt der Form JJJJ-MM-TT HH:mm:ss'],
  ['is no such time, or not from 1900 to 2299', 'ist kein Zeitpunkt, den es gibt, oder nicht von 1900 bis 2299'],
  ['is not from {} to {}', 'liegt nicht zwischen {1} und {2}'],
  ['has no such offset', 'hat eine Zeitverschiebung, die es nicht gibt'],
  ['is not text', 'ist kein Text'],
  ['is not one of {}', 'ist kein Wert, den es hier gibt'],
  ['is the header once more', 'ist noch einmal die Kopfzeile'],
  ['is nested deeper than {} levels', 'ist tiefer als {1} Ebenen verschachtelt'],
  ['{} cells instead of {}', '{1} Zellen statt {2}'],
  ['{}, against what was said', '{1}, entgegen der Angabe'],
  ['has its fraction behind a point', 'hat einen Punkt als Dezimalzeichen'],
  ['has its fraction behind a comma', 'hat ein Komma als Dezimalzeichen'],
  ['has the day first', 'beginnt mit dem Tag'],
  ['has the month first', 'beginnt mit dem Monat'],
  // Imports: what mends them.
  [
    'Map the name that holds "{}", or fill it in: no ticket is without it',
    'Ordnen Sie den Namen zu, der „{1}“ enthält, oder tragen Sie es ein: Kein Ticket ist ohne',
  ],
  [
    'Say whether a date alone is the begin or the end of its day',
    'Geben Sie an, ob ein Datum allein der Beginn oder das Ende seines Tages ist',
  ],
  ['Say it the other way round, or mend these cells', 'Geben Sie es umgekehrt an, oder korrigieren Sie diese Zellen'],
  [
    'Say what these values mean, or let those that are not known be empty',
    'Geben Sie an, was diese Werte bedeuten, oder lassen Sie die unbekannten leer',
  ],
  ['Map a column of times to "{}", {}', 'Ordnen Sie „{1}“ eine Spalte mit Zeitpunkten zu, {2}'],
  ['Map a column of whole numbers to "{}", {}', 'Ordnen Sie „{1}“ eine Spalte mit ganzen Zahlen zu, {2}'],
  [
    'Map a column of times to "{}", mend these cells',
    'Ordnen Sie „{1}“ eine Spalte mit Zeitpunkten zu, oder korrigieren Sie diese Zellen',
  ],
  [
    'Map a column of whole numbers to "{}", mend these cells',
    'Ordnen Sie „{1}“ eine Spalte mit ganzen Zahlen zu, oder korrigieren Sie diese Zellen',
  ],
  ['mend these cells', 'korrigieren Sie diese Zellen'],
  ['mend these cells, or leave the column out', 'korrigieren Sie diese Zellen, oder lassen Sie die Spalte weg'],
  ['Mend these cells', 'Korrigieren Sie diese Zellen'],
  ['Mend these cells, or leave the column out', 'Korrigieren Sie diese Zellen, oder lassen Sie die Spalte weg'],
  [
    'Say which separator the file has, or put cells that hold it into quotes',
    'Geben Sie das Trennzeichen der Datei an, oder setzen Sie Zellen, die es enthalten, in Anführungszeichen',
  ],
  ['Nothing is lost: these rows are no tickets', 'Es geht nichts verloren: Diese Zeilen sind keine Tickets'],
  ['Mend these rows in the file', 'Korrigieren Sie diese Zeilen in der Datei'],
];
