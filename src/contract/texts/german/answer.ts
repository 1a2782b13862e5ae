export const ANSWER = {
  'answer.label': 'Antwort',
  'answer.showOnly': 'Nur diese zeigen',
  'answer.rate.all.alone': '<rate></rate> von <n></n> geschlossenen oder fälligen Tickets waren verspätet.',
  'answer.rate.all.more':
    '<rate></rate> von <n></n> geschlossenen oder fälligen Tickets waren verspätet, <points></points> mehr als in <before></before>.',
  'answer.rate.all.less':
    '<rate></rate> von <n></n> geschlossenen oder fälligen Tickets waren verspätet, <points></points> weniger als in <before></before>.',
  'answer.rate.all.about':
    '<rate></rate> von <n></n> geschlossenen oder fälligen Tickets waren verspätet, etwa wie in <before></before>.',
  'answer.rate.all.same':
    '<rate></rate> von <n></n> geschlossenen oder fälligen Tickets waren verspätet, wie in <before></before>.',
  'answer.rate.closed.alone': '<rate></rate> von <n></n> geschlossenen Tickets mit Frist waren verspätet.',
  'answer.rate.closed.more':
    '<rate></rate> von <n></n> geschlossenen Tickets mit Frist waren verspätet, <points></points> mehr als in <before></before>.',
  'answer.rate.closed.less':
    '<rate></rate> von <n></n> geschlossenen Tickets mit Frist waren verspätet, <points></points> weniger als in <before></before>.',
  'answer.rate.closed.about':
    '<rate></rate> von <n></n> geschlossenen Tickets mit Frist waren verspätet, etwa wie in <before></before>.',
  'answer.rate.closed.same':
    '<rate></rate> von <n></n> geschlossenen Tickets mit Frist waren verspätet, wie in <before></before>.',
  'answer.reason.mostly.one': 'Vor allem <first></first> (<firstPoints></firstPoints>).',
  'answer.reason.mostly.two':
    'Vor allem <first></first> (<firstPoints></firstPoints>) und <second></second> (<secondPoints></secondPoints>).',
  'answer.reason.partly.one': 'Zum Teil <first></first> (<firstPoints></firstPoints>).',
  'answer.reason.partly.two':
    'Zum Teil <first></first> (<firstPoints></firstPoints>) und <second></second> (<secondPoints></secondPoints>).',
  'answer.more': 'mehr Tickets {name}',
  'answer.fewer': 'weniger Tickets {name}',
  'answer.where': 'Am meisten über Schnitt: <name></name>, <share></share> von <n></n>.',
  'answer.mostly': 'Vor allem <when></when>: <rate></rate>.',
  'answer.mostly.back': 'Vor allem <when></when>, <since></since> normal: <rate></rate>.',
  'answer.above': 'Auffällig hoch <when></when>: <rate></rate>.',
  'answer.above.back': 'Auffällig hoch <when></when>, <since></since> normal: <rate></rate>.',
  'answer.below': 'Auffällig niedrig <when></when>: <rate></rate>.',
  'answer.below.back': 'Auffällig niedrig <when></when>, <since></since> normal: <rate></rate>.',
  'answer.steady': 'Nichts Auffälliges <since></since>.',
  'answer.untold': 'Für ein „seit wann“ zu kurz: <longer></longer> zeigen es.',
  'answer.days': '{n, plural, one {# Tag} other {# Tage}}',
  'answer.earlier.one': 'Davor fiel ein weiterer Zeitraum auf.',
  'answer.earlier.other': 'Davor fielen <n></n> weitere Zeiträume auf.',
  'answer.overdue.one': '<overdue></overdue> ist <when></when> überfällig, <since></since>.',
  'answer.overdue.other': '<overdue></overdue> sind <when></when> überfällig, das älteste <since></since>.',
  'answer.overdueBefore.also': 'Dazu <overdue></overdue> früher erstellte.',
  'answer.overdueBefore.alone': 'Überfällig, früher erstellt: <overdue></overdue>.',
  'answer.now': 'jetzt',
  'answer.asOf': 'mit Stand {day}',
  'answer.point': '{points} Punkt',
  'answer.points': '{points} Punkte',
  'answer.when.since': 'seit {from}',
  'answer.when.span': '{from} – {to}',
  'answer.when.monthSpan': 'von {from} bis {to}',
  'answer.when.on': 'am {from}',
  'answer.when.in': 'am {from}',
  'answer.when.inMonth': 'im {from}',
  'answer.when.inWeek': 'in der Woche ab {from}',
  'answer.monthOfYear': '{month} {year}',
  'answer.hour': '{day}, {time} Uhr',
};
