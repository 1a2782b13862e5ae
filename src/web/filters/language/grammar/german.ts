import type { Grammar } from './grammar';

const IS = 'ist|sind|war|waren|gleich|ist gleich|ist eines von|{ist /sind /}{entweder/sowohl}';
const IS_NOT = 'nicht|ist nicht|sind nicht|nicht in|{/ist /sind }weder|außer|ungleich|nicht gleich|ist keines von';

const EMPTY = { isEmpty: 'leer|{ist/sind} leer|nie|fehlt', isNotEmpty: 'nicht leer|{ist/sind} nicht leer' };

const DAYS = {
  monday: 'montag',
  tuesday: 'dienstag',
  wednesday: 'mittwoch',
  thursday: 'donnerstag',
  friday: 'freitag',
  saturday: 'samstag|sonnabend',
  sunday: 'sonntag',
};

/** "Freitagnachmittag" is one word. */
const PARTS_OF_DAYS = Object.fromEntries(
  Object.entries(DAYS).flatMap(([day, names]) =>
    Object.entries({ morning: 'vormittag/morgen', noon: 'mittag', afternoon: 'nachmittag', evening: 'abend' }).map(
      ([part, parts]) => [`${day} ${part}`, `{${names.replace('|', '/')}}{${parts}}`],
    ),
  ),
);

/** "Montags" is on any Monday, and so no time of its own. */
const ANY_DAYS = Object.fromEntries(
  Object.entries(DAYS).map(([day, names]) => [`${day}s`, `${names.replace('|', 's|')}s`]),
);

export const GERMAN: Grammar = {
  letters: { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' },
  endings: 'e|en|er|es|em|n|s',
  ordinals: '',
  names: {
    id: 'ticketnummer|ticket nr|nummer|nr',
    channel: 'kanal|kanäle|via|per|über|am|durch',
    direction: 'richtung',
    status: 'zustand',
    priority: 'priorität|prio|dringlichkeit',
    contractId: 'vertrag|{zu/von} vertrag|{vertrag/vertrags} {nummer/nr}',
    customerId: 'kunde|kundin|{von/vom/für} {kunde/kundin}|{kunden/kd/kunde} {nummer/nr}',
    customerLegitimation: 'legitimation{/ des kunden}|kundenlegitimation',
    topic: 'thema|themen|rubrik|kategorie|zu|zum|zur|wegen|betreff',
    subTopic: 'unterthema|unterthemen|unterkategorie',
    allTags: 'schlagwort|schlagworte|schlagwörter|stichwort|stichwörter|{getaggt/verschlagwortet/markiert}{/ mit/ als}',
    incomingMessages:
      'nachricht|{nachricht/nachrichten/mail/mails} {vom/von/des} {kunde/kunden}|{eingehende/eingehenden} {nachricht/nachrichten}|kundennachricht',
    outgoingMessages: 'nachricht|{ausgehende/ausgehenden} {nachricht/nachrichten}|antwort',
    internalMessages: 'nachricht|{interne/internen} {nachricht/nachrichten/notiz/notizen}|notiz|notizen',
    manualWorkEntries: 'manuelle {/arbeits}einträge|arbeitseinträge',
    createdAt:
      'erstellt|angelegt|eröffnet|eingegangen|{rein/herein/an}gekommen|{rein/herein/an}kam|rein|eingetroffen|gemeldet|aufgemacht|erfasst|erstellung|erstelldatum|eingang|eingangsdatum',
    closedAt: 'geschlossen|abgeschlossen|abschluss|abschlussdatum',
    modifiedAt: '{/zuletzt }{geändert/aktualisiert}|zuletzt bearbeitet|{/letzte }änderung',
    dueBy: '{/noch }fällig{/ gewesen}|fälligkeit|fälligkeitsdatum|frist|fristende',
    lastMessageAt: 'letzte nachricht',
    lastCustomerMessageAt: 'letzte kundennachricht',
    secondsSinceLastCustomerMessage: 'zeit seit letzter kundennachricht',
    secondsToClose:
      'lz|bearbeitungszeit|bearbeitungsdauer|lösungszeit|lösungsdauer|durchlaufzeit|zeit bis zum abschluss|dauer',
    secondsClosedAfterSLA: 'verspätung|nach frist geschlossen',
    email:
      'bearbeiter|bearbeiterin|agentin|zugewiesen an|zugewiesen|zugeordnet|zuweisung|bearbeitet von|zuständig|{/liegt }bei|' +
      'sachbearbeiter|sachbearbeiterin|von',
    slaState: 'servicelevel',
    againstDeadline: 'zeit {bis /}zur frist',
    workingSecondsToClose: 'lösungszeit in servicezeit',
    workingAgainstDeadline: 'servicezeit zur frist',
    dataCheck: 'datenprüfung',
    createdWeekday: 'wochentag{/ der erstellung}',
    createdHour: 'stunde der erstellung|uhrzeit',
    rawData: 'rohdaten',
  },
  namesWithTime: { createdAt: 'neu', closedAt: 'gelöst|erledigt|behoben|fertig|beendet', modifiedAt: 'bearbeitet' },
  isTimeFirst: true,
  values: {
    channel: {
      email: '{e-mail/mail}-{anfrage/ticket}|gemailt|angemailt',
      portal: 'kundenportal|webformular|onlineformular',
      phone: 'telefon|{/telefon}anruf|telefonanfrage|telefonisch|telefoniert|telefonat|angerufen|hotline',
      chat: 'chatanfrage|chatverlauf',
      walkIn: 'vor ort|persönlich|laufkundschaft|am schalter',
      letter: 'brief|briefpost|schreiben|brieflich|postalisch',
    },
    direction: { in: 'eingehend', out: 'ausgehend', internal: 'intern' },
    status: {
      open: 'offen',
      closed: 'geschlossen|abgeschlossen',
      pending: 'geparkt|wartend|ausstehend|zurückgestellt|{/auf }wiedervorlage',
      resolved: 'gelöst|erledigt|behoben',
      waitingOnCustomer:
        '{wartet/wartend/warten/warte} auf {/den }kunde|{/auf }kundenrückmeldung|rückmeldung vom kunden{/ ausstehend}|{/in }rückfrage{/ beim kunden}',
      waitingOnThirdParty: '{wartet/wartend/warten/warte} auf {dritte/lieferant/den lieferanten}',
      'pending,waitingOnCustomer,waitingOnThirdParty': 'wartet|warten|wartende',
    },
    priority: {
      low: 'niedrig|gering|niedrigst|{prio/priorität} {4/vier}',
      medium: 'mittel|mittler|mittlere {prio/priorität}|{prio/priorität} {3/drei}',
      high: 'hoch|hoh|hohe {prio/priorität}|wichtig|{prio/priorität} {2/zwei}',
      urgent: 'dringend|dringlich|kritisch|höchst|sehr {hoch/hoh/dringend}|eilig|notfall|{prio/priorität} {1/eins}',
    },
    slaState: {
      met:
        'eingehalten|{frist/fristen/sla} eingehalten|sla {ok/erfüllt}|{innerhalb der/innerhalb des} {frist/sla}|{im/innerhalb} sla|' +
        '{fristgerecht/rechtzeitig/pünktlich}{/ geschlossen/ abgeschlossen/ gelöst/ erledigt}|' +
        '{in der frist/innerhalb der frist/im sla/vor fristablauf} {geschlossen/abgeschlossen/gelöst/erledigt}',
      breachedClosed:
        '{verspätet/zu spät/nach der frist/nach fristablauf/außerhalb der frist/außerhalb des sla/nicht in der frist/nicht innerhalb der frist} {/aber /und }{geschlossen/abgeschlossen/gelöst/erledigt}',
      breachedOpen:
        'überfällig|überfällig nicht geschlossen|offen und überfällig|überfällig und offen|{/frist }{abgelaufen/verstrichen}',
      'breachedClosed,breachedOpen':
        'verspätet|verspätungen|zu spät|spät|verletzt|verletzung|verstoß|verstöße|verpasst|verfehlt|gerissen|nicht eingehalten|' +
        '{frist/fristen/sla/deadline} {verletzt/verpasst/verfehlt/versäumt/überschritten/gerissen/gebrochen/verletzung/bruch/verstoß/verstöße}|' +
        '{frist/fristen/sla} nicht {eingehalten/erreicht/geschafft}|{verletzte/verpasste/gerissene} {frist/sla}|' +
        '{fristüberschreitung/fristversäumnis}|nicht {fristgerecht/rechtzeitig/pünktlich/im sla}|' +
        'nicht {in/innerhalb} der frist|{über/außerhalb} {/der /des }{sla/frist}',
      pending: 'frist läuft{/ noch}|noch nicht fällig|{/noch }in der frist',
      noSla: '{ohne/keine/kein} {frist/sla/fälligkeit/fälligkeitsdatum}',
    },
    dataCheck: { noDeadline: 'ohne frist' },
    createdWeekday: {
      ...DAYS,
      'saturday,sunday': '{/am /an }wochenende|wochenends|sa/so|sa und so',
      'monday,tuesday,wednesday,thursday,friday':
        '{/an }{werktag/wochentage/wochentags/arbeitstage}|unter der woche|mo-fr|mo bis fr',
    },
  },
  comparators: {
    enum: { in: IS, notIn: IS_NOT, ...EMPTY },
    computed: { in: IS, notIn: IS_NOT },
    text: { in: IS, notIn: IS_NOT, contains: 'enthält|enthalten|beinhaltet', ...EMPTY },
    timestamp: {
      '=': 'auf die sekunde',
      between:
        'genau|am|im|um|zum|übers|in|in der|in den|in dem|zwischen|zwischen dem|von|vom|während|während der|innerhalb der|den|ist|war',
      '!=': '{nicht/außer}{/ am/ im/ in/ in der/ in den/ genau/ auf die sekunde}',
      '>': 'nach|nach dem|später als|weniger als',
      '>=': 'seit|seit dem|ab|ab dem|nicht vor|nicht vor dem|frühestens{/ am/ in}',
      '<': 'vor|vor dem|früher als|mehr als',
      '<=': 'bis|zum|bis zum|nicht nach|nicht nach dem|bis einschließlich|spätestens{/ am/ in}',
      ...EMPTY,
    },
    integer: {
      '=': 'gleich|ist|sind|genau',
      '!=': 'nicht|ungleich|ist nicht|sind nicht',
      '>': 'über|mehr als|größer|langsamer als|länger als|größer als|höher als',
      '>=': 'mindestens|mind.|mind|ab|wenigstens|nicht weniger als',
      '<': 'unter|weniger als|schneller als|kürzer als|kleiner als|niedriger als',
      '<=': 'höchstens|bis|bis zu|maximal|nicht {mehr/länger} als',
      between: 'zwischen|von',
      ...EMPTY,
    },
  },
  numbers:
    'ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|{drei/vier/fünf/sech/sieb/acht/neun}zehn|zwanzig',
  tens: 'dreißig|{vier/fünf/sech/sieb/acht/neun}zig|hundert',
  parts: {
    '0': 'null',
    '0.5': '{/eine /einer /einen /einem /ein }{halbe/halben/halber/halbes}',
    '1.5': 'anderthalb|eineinhalb|ein{ und ein/en und einen/e und eine} {halb/halber/halbes/halben/halbe}',
    '2.5': 'zweieinhalb',
  },
  thousands: 'tsd|tsd.|tausend',
  article: 'einem|einer|eines|einen|eine|eins|ein',
  times: {
    now: 'jetzt',
    today: 'heut',
    yesterday: 'gestern',
    tomorrow: 'morgen',
    'day before yesterday': 'vorgestern',
    'day after tomorrow': 'übermorgen',
    'today morning': 'heute morgen',
    'yesterday morning': 'gestern morgen',
    morning: 'vormittag|früh',
    noon: 'mittag',
    afternoon: 'nachmittag',
    evening: 'abend',
    night: 'nacht',
    last: 'letzt|vorig|vergangen|vorherig',
    this: 'dies|aktuell|laufend',
    'this year': 'heuer',
    next: 'nächst|kommend',
    'before-last': 'vorletzt',
    'after-next': 'übernächst',
    'last week': 'vorwoche',
    'last month': 'vormonat',
    'last quarter': 'vorquartal',
    'last year': 'vorjahr',
    wtd: 'wochenbeginn|wochenanfang|woche bis heute',
    mtd: 'monatsbeginn|monatsanfang|monat bis heute',
    qtd: 'quartalsbeginn|quartalsanfang|quartal bis heute',
    ytd: 'jahresbeginn|jahresanfang|jahr bis heute',
    'start of': '{anfang/beginn}{/ des/ der}',
    mid: 'mitte{/ des/ der}',
    'end of': 'ende{/ des/ der}',
    'end of month': 'monatsende',
    'end of quarter': 'quartalsende',
    'end of year': 'jahresende',
    weekend: 'wochenende',
    'coming weekend': 'kommende{/n/s} wochenende',
    // Of several none is the last.
    seconds: 'sekunden',
    minutes: 'minuten',
    hours: 'stunden',
    days: 'tage|tagen',
    weeks: 'wochen',
    months: 'monate|monaten',
    quarters: 'quartale|quartalen',
    years: 'jahre|jahren',
    second: 'sekunde|sek',
    minute: 'minute',
    hour: 'stunde|std',
    'previous hour': 'vorige{/n/r} stunde',
    'following hour': 'folgende{/n/r} stunde',
    '15 minutes': '{/eine /einer }viertelstunde',
    '45 minutes': '{/eine /einer }dreiviertel{/ }stunde',
    workday: 'werktag|arbeitstag',
    day: 'tag',
    week: 'woche|kalenderwoche|kw|wo',
    month: 'monat',
    quarter: 'quartal',
    year: 'jahr',
    half: 'halbjahr|hj',
    '1.': 'erst',
    '2.': 'zweit',
    '3.': 'dritt',
    '4.': 'viert',
    ...DAYS,
    ...ANY_DAYS,
    ...PARTS_OF_DAYS,
    january: 'januar|jänner',
    february: 'februar',
    march: 'märz|mär|mrz',
    may: 'mai',
    june: 'juni',
    july: 'juli',
    october: 'oktober|okt',
    december: 'dezember|dez',
  },
  unitsBehind: { day: 't', month: 'mon|mo' },
  timeOrders: {
    'vor (\\d[\\d.,]* \\p{L}+)': '$1 ago',
    'in (\\d+ ?\\p{L}+)': '$1 from now',
    '(last|1)\\.? week (?:im|des|vom|von|der) (.+)': '$1 week of $2',
    'week ?(\\d{1,2}) (?:und|oder) (?:week ?)?(\\d{1,2})': 'week $1 or week $2',
    '(\\d{1,2})\\. week(.*)': 'week $1$2',
    '([1-4])\\. quarter(.*)': 'q$1$2',
    '([12])\\. ?half(.*)': 'h$1$2',
    'half ?([12])(.*)': 'h$1$2',
    'week (?:vom|ab|mit dem|des) (.+)': 'week of $1',
    '(before|after)-(last|next) (\\p{L}+)': '$3 $1 $2',
    '(.+) der ((?:last|this|next) week)': '$1 $2',
    '(last|this|next) year (\\p{L}{3,})': '$2 $1 year',
    'last 0\\.5 year': 'last 6 months',
    '(.*?)(\\d{1,2})[.:](\\d{2}) uhr(.*)': '$1$2:$3$4',
    '(.*?)(\\d{1,2}) uhr(.*)': '$1$2:00$3',
    '(.+) um (\\d{1,2}:\\d\\d)': '$1 $2',
    '(today|yesterday|tomorrow),? (?:von|zwischen) (.+)': '$1 $2',
    '(?:seit|this) ([ymwq]td)': '$1',
  },
  respelled: {
    'zw\\.': 'zwischen',
    'genau vor (?:einer|1) woche': 'genau vor 7 tagen',
    'heute in (?:einer|1) woche': 'now+7d/d',
    'vor weniger als ': 'weniger als vor ',
    'vor (?:mehr als|über) ': 'mehr als vor ',
    'i\\. ?d\\.': 'in den',
    '(?:ca\\.?|circa|etwa|rund|ungefähr) ': '',
    'erst (?=(?:vor)?gestern|heute|seit|vor|am|i[mn])': '',
    '3/4 (?=stunde)': 'dreiviertel',
    'innerhalb de[rs] (?:letzten|vergangenen) (?=(?:minute|stunde|tag(?:es)?|woche|monats?|quartals?|jahr(?:es)?)\\b)':
      'letzte 1 ',
    'innerhalb de[rs] (?:nächsten|kommenden) (?=(?:minute|stunde|tag(?:es)?|woche|monats?|quartals?|jahr(?:es)?)\\b)':
      'nächste 1 ',
    '(\\d+) ?(?:1/2|½)(?= )': '$1,5',
    '(\\d{1,2}(?::\\d\\d)?) uhr(?= (?:bis|und) \\d{1,2}(?::\\d\\d)? uhr)': '$1',
    '(letzte|erste)n? (\\p{L}+)woche\\b': '$1 Woche im $2',
    '(mindestens|mind\\.|höchstens|max\\.|maximal) (prio(?:rität)?) ': '$2 $1 ',
    '(?:heute|gestern|morgen) (?:vor|nach|ab|bis|um) \\d{1,2}(?=$|,| fällig| geschl| erst)': '$& uhr',
    '(?:(?<=nachricht.*|gehend.*|antwort.*|notiz.*)keine?|keine?(?=.*gehend.* .*gehend)|(?:als|mindestens|mind\\.|höchstens|max\\.|maximal|genau) \\S+) (?:(?:ein|aus)gehend|intern)en?(?=$|,| und| aber)':
      '$& nachrichten',
  },
  particles: {
    or: 'oder|und|sowie|noch|bzw.|und/oder|als auch',
    holiday: 'feiertag|feiertage|feiertagen|feiertags',
    either: 'oder|oder auch',
    to: 'bis|und|bis zum|bis einschließlich',
    not: '{nicht/aber nicht/noch nicht}{/ in/ per/ via/ über/ von/ am}|außer|ohne|kein|keine|keinen|weder|bis auf',
    except: 'außer|ausgenommen|bis auf',
    without: 'ohne|kein|keine|keinen|keiner',
    with: 'mit|hat|haben|irgendein|irgendeinem',
    between:
      'und|mit|die|das|der|den|dem|ist|sind|war|waren|wurde|wurden|worden|haben|hat|im|alle|alles|vorgang|vorgänge|' +
      'anfragen|aus|nur|aber|jedoch|bitte|zeig|zeige|mir|welche|wie|viele|liste|finde|suche|entweder|sowohl|ausschließlich|kannst|du|ich|' +
      'brauche|wir|kam|gib|zeigen|anzeigen|mal|hallo|eingegangen|reingekommen|sondern',
    amid: 'zwischen',
    halfTo: 'halb',
    ticket: 'vorgang|vorgänge|anfrage|anfragen|fälle',
    preposition: 'über|am|durch|zu|zum|zur|wegen|von|bei|liegt bei',
    beforeTime: 'der|die|das|den|dem|im|am|in den|in der',
    notClosed: '{/aber /jedoch }nicht {geschlossen/abgeschlossen}',
    orHigher: '{oder/und} {höher/mehr/darüber/dringender}',
    orLower: '{oder/und} {niedriger/weniger/darunter/geringer}',
    higherThan: '{höher/dringender} als|über',
    lowerThan: '{niedriger/geringer} als|unter',
    atLeast: 'mindestens|mind.|mind|ab',
    atMost: 'höchstens|maximal|nicht {mehr/länger} als',
    more: '{/seit }{mehr als/länger als/über/mindestens/mind.}|seit',
    less: 'weniger als|unter',
    plus: 'und',
    closed: 'geschlossen|abgeschlossen|gelöst|erledigt',
  },
  idioms: {
    '(?:wart(?:en|et)|wartende[nrs]?)':
      'status is waiting|status pending|status waiting on customer|status waiting on third party',
    'offen{endings}': 'status open|not closed',
    '(?:geschlossen|abgeschlossen){endings}': 'status closed|closed is not empty',
    '(?:wartend|ausstehend){endings}': 'status pending|status is waiting|service level pending',
    '(?:wartet|warten|wartend) auf (?:eine )?(?:antwort|rückmeldung)':
      'status waiting on customer|status waiting on third party',
    'nicht (?:mehr )?offen{endings}': 'status is not open|closed is not empty',
    '(?:un|nicht |außer |ohne )(?:gelöst|erledigt|behoben){endings}':
      'not closed|status is neither closed nor resolved',
    'weder offen noch wartend{endings}': 'status is neither open nor waiting|status is neither open nor pending',
    '(?:nicht(?: mehr)?|ohne|außer) wartend{endings}': 'status is not waiting|status is not pending',
    '(?:noch offen|noch nicht (?:geschlossen|gelöst|erledigt)){endings}': 'not closed',
    'älter (?:als )?({amount})': 'created before $1 ago',
    'nicht älter als ({amount})': 'created after $1 ago',
    '(\\p{L}+(?: \\p{L}+)?) älter als ({amount})': '$1 before $2 ago',
    '(?:{more} ?)?({amount}) alt': 'created before $1 ago',
    '{most} ?({amount}) alt': 'created after $1 ago',
    '{more} ?({amount}),? (?:aber |und )?{most} ({amount}) alt': 'created before $1 ago;created after $2 ago',
    'zwischen (\\d+) (\\d+) (\\p{L}+) alt': 'created before $1 $3 ago;created after $2 $3 ago',
    '(?:jünger|neuer) als ({amount})': 'created after $1 ago',
    '(?:offen|nicht geschlossen|ungelöst) <> (?:{more} ?)?({amount})': 'not closed;created before $1 ago',
    '(?:offen|nicht geschlossen|ungelöst) <> (?:seit )?{most} ?({amount})': 'not closed;created after $1 ago',
    '(?:überfällig|abgelaufen) <> (?:um )?(?:{more} ?)?({amount})': 'service level overdue;due before $1 ago',
    'überfällig <> (?:um |seit )?{most} ?({amount})': 'service level overdue;due after $1 ago',
    '(?:überfällig|abgelaufen) <> seit (.+)': 'service level overdue;due since $1|service level overdue;due until $1',
    'frist seit (.+) abgelaufen': 'service level overdue;due since $1|service level overdue;due until $1',
    'offen <> seit (.+)': 'status open;created since $1|not closed;created until $1',
    '(?:verspätet|zu spät|(?:frist|fälligkeit) überschritten|über (?:der|die) frist) <> (?:um )?(?:{more} ?)?({amount})':
      'closed after deadline > $1|service level overdue;due before $1 ago',
    '(?:frist|fälligkeit) (?:um )?(?:{more} ?)?({amount}) (?:gerissen|überschritten)':
      'closed after deadline > $1|service level overdue;due before $1 ago',
    '(?:verspätet|zu spät) <> (?:um )?{most} ?({amount})':
      'closed after deadline between 0 h and $1|service level overdue;due after $1 ago',
    '(?:verspätet|zu spät) {closed} <> (?:um )?(?:{more} ?)?({amount})': 'closed after deadline > $1',
    '(?:ohne|keine) verspätung(?: {closed})?': 'service level met',
    '(?:verspätet|zu spät) {closed} <> (?:um )?{most} ?({amount})': 'closed after deadline between 0 h and $1',
    '(?:{more} ?)?({amount}) nach (?:der )?frist(?:ende|ablauf)?(?: {closed})?': 'closed after deadline > $1',
    '{most} ?({amount}) nach (?:der )?frist(?:ende|ablauf)?(?: {closed})?': 'closed after deadline between 0 h and $1',
    '{most} ?({amount}) vor (?:der )?frist(?:ende|ablauf)?(?: {closed})?': 'closed after deadline between -$1 and 0 h',
    '(?:{more} ?)?({amount}) vor (?:der )?frist(?:ende|ablauf)?(?: {closed})?': 'closed after deadline <= -$1',
    '{closed} <> (?:innerhalb(?: von)?|binnen|in) ({amount})': 'time to close <= $1',
    '{closed} <> (?:in )?{less} ?({amount})': 'time to close < $1',
    '(?:dauerte|brauchte|gedauert|gebraucht) <> {less} ?({amount})': 'time to close < $1',
    'nach (?:mehr als|über) ({amount}) {closed}': 'time to close > $1',
    '(?:dauerte|brauchte|gedauert|gebraucht) <> {more} ?({amount})': 'time to close > $1',
    '(?:länger als|mehr als|über) ({amount})': 'time to close > $1|not closed;created before $1 ago',
    '(?:mindestens|mind\\.) ({amount})': 'time to close >= $1|not closed;created before $1 ago',
    'schneller als ({amount})': 'time to close < $1',
    '(?:kürzer als|weniger als|unter) ({amount})': 'time to close < $1|not closed;created after $1 ago',
    '(?:(?:bald|demnächst) fällig{endings}|fällig (?:bald|demnächst)|(?:frist )?läuft (?:bald|demnächst) ab|(?:(?:sla|frist) )?gefährdet{endings})':
      'service level pending;due in 3 days',
    '(?:(.+) fällig oder überfällig|überfällig oder (.+) fällig)': 'not closed;due on or before $1$2',
    'überfällig <> (übermorgen|morgen|(?:nächste|kommende)\\p{L}* .+)': 'service level pending;due $1',
    'überfällig <> (in {amount})': 'service level pending;due $1',
    '(?:noch )?nicht (?:gelöst|erledigt|behoben) und (?:noch )?nicht (?:ab)?geschlossen':
      'status is neither closed nor resolved|not closed',
    'frist (.+) fällig': 'due $1',
    '(?:frist )?läuft in {less} ?({amount}) ab': 'due in $1',
    '(?:frist )?(?:läuft|laufen) (.+) ab': 'due $1',
    '(?:reißt|verletzt) (.+) die frist': 'due $1',
    'noch ({amount})(?: zeit| bis zur frist)?': 'due in $1',
    '(?:restzeit|(?:zeit )?bis zur frist) <> (?:noch )?{most} ?({amount})': 'due in $1',
    '(?:restzeit|(?:zeit )?bis zur frist) <> (?:noch )?{more} ?({amount})': 'due after $1 from now',
    '(?:fällig|frist) <> (?:innerhalb(?: von)?|binnen|in weniger als) ({amount})': 'due in $1',
    'fällig <> in mehr als ({amount})': 'due after $1 from now',
    '(?:nicht (?:mehr )?(?:geändert|aktualisiert|bearbeitet|angefasst)|unverändert|(?:keine|ohne) änderung{endings}) <> (?:{more} ?)?({amount})':
      'modified before $1 ago',
    '(?:nicht (?:mehr )?(?:geändert|aktualisiert|bearbeitet|angefasst)|unverändert|(?:keine|ohne) änderung{endings}) <> seit (.+)':
      'modified before $1',
    'unbearbeitet <> seit (.+)': 'no agent;created since $1|no agent;created until $1',
    '(?:noch )?unbearbeitet{endings}': 'no agent|outgoing messages = 0',
    'in warte(?:stellung|schleife)':
      'status pending|status is waiting|status waiting on customer|status waiting on third party',
    '(?:unbeantwortet|nicht beantwortet|(?:noch )?(?:ohne|keine) (?:antwort|rückmeldung)) <> (?:{more} ?)?({amount})':
      'outgoing messages = 0;created before $1 ago|time since last customer message > $1',
    '(?:unbeantwortet|nicht beantwortet|(?:noch )?(?:ohne|keine) (?:antwort|rückmeldung)) <> seit (.+)':
      'outgoing messages = 0;created since $1|outgoing messages = 0;created until $1',
    '(\\p{L}+(?: \\p{L}+)?) {more} ?({amount}) her': '$1 before $2 ago',
    '(?:kunde hat (?:sich )?{more} ?({amount}) nicht (?:mehr )?ge(?:meldet|antwortet)|{more} ?({amount}) keine (?:kundennachricht|(?:nachricht|antwort|rückmeldung) vom kunden))':
      'last customer message before $1$2 ago|time since last customer message > $1$2',
    'keine (?:kundennachricht|(?:nachricht|antwort|rückmeldung) vom kunden) <> seit (.+)':
      'last customer message before $1',
    'kunden? warte(?:t|n) {more} ?({amount})':
      'not closed;last customer message before $1 ago|not closed;time since last customer message > $1',
    'warte(?:t|n) auf (?:den )?kunden? {more} ?({amount})': 'status waiting on customer;modified before $1 ago',
    'warte(?:t|n) {more} ?({amount})':
      'status is waiting;modified before $1 ago|not closed;last customer message before $1 ago',
    '(?:status )?warte(?:t|n) nicht auf (?:den )?kunden?': 'status is not waiting on customer',
    'warte(?:t|n) auf (?:den )?kunden? <> seit (.+)': 'status waiting on customer;modified until $1',
    'kunden? warte(?:t|n)': 'not closed;outgoing messages = 0',
    '(?:kunden? )?warte(?:t|n) seit (.+)': 'not closed;last customer message until $1',
    '(?:unbeantwortet{endings}|(?:noch )?ni(?:cht|e) (?:be|ge)antwortet|(?:noch )?(?:ohne|keine) antwort(?: an (?:den )?kunden)?)':
      'outgoing messages = 0',
    '(?:(?:ticket|vorgang) ?)?#(\\d+)': 'id = $1',
    '(?:ticket|vorgang) (\\d{3,})': 'id = $1',
    '(?:erstellt )?(?:vormittags|(?:früh)?morgens)(?: erstellt)?': 'hour created between 6 and 11|hour created < 12',
    '(?:erstellt )?(?:mittags|über mittag|in der mittagszeit)(?: erstellt)?': 'hour created between 11 and 13',
    '(?:erstellt )?(?:nachts|in der nacht|bei nacht|über nacht)(?: erstellt)?':
      'hour created is one of 22,23,0,1,2,3,4,5',
    '(?:erstellt )?(?:tagsüber|am tage?)(?: erstellt)?': 'hour created between 6 and 21|hour created between 8 and 17',
    '(?:erstellt )?nachmittags(?: erstellt)?': 'hour created between 12 and 17',
    '(?:erstellt )?abends(?: erstellt)?': 'hour created >= 18',
    '(?:getaggt|verschlagwortet){endings}': 'tags is not empty',
    'in (?:arbeit|bearbeitung)': 'status open|not closed',
    '(?:zugewiesen|zugeordnet){endings}': 'agent is not empty',
    '(?:meine?[nrs]?|mir (?:zugewiesen|zugeordnet){endings}|(?:an mich|bei mir)(?: (?:zugewiesen|zugeordnet))?|von mir(?: bearbeitet)?|bearbeiter(?:in)? (?:bin )?ich)':
      'agent is {me}',
    'mir (.+) (?:zugewiesen|zugeordnet){endings}': 'agent is {me};created $1|agent is {me};modified $1',
    '(?:(?:nicht|außer) (?:meine?[nrs]?|mir (?:zugewiesen|zugeordnet){endings}|von mir))': 'agent is not {me}',
    '(?:noch )?(?:(?:nicht|niemand(?:em)?|keinem) (?:zugewiesen|zugeordnet|zugeteilt)|unzugewiesen|herrenlos){endings}':
      'no agent',
  },
};
