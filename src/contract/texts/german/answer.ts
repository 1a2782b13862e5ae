export const ANSWER = {
  'answer.label': 'Antwort',
  'answer.showOnly': 'Nur diese zeigen',
  'answer.rate.all.alone': 'Von <n></n> geschlossenen oder fälligen Tickets waren <rate></rate> verspätet.',
  'answer.rate.all.more':
    'Von <n></n> geschlossenen oder fälligen Tickets waren <rate></rate> verspätet, <points></points> mehr als in <before></before>.',
  'answer.rate.all.less':
    'Von <n></n> geschlossenen oder fälligen Tickets waren <rate></rate> verspätet, <points></points> weniger als in <before></before>.',
  'answer.rate.all.about':
    'Von <n></n> geschlossenen oder fälligen Tickets waren <rate></rate> verspätet, etwa so viele wie in <before></before>.',
  'answer.rate.all.same':
    'Von <n></n> geschlossenen oder fälligen Tickets waren <rate></rate> verspätet, ebenso viele wie in <before></before>.',
  'answer.rate.closed.alone': 'Von <n></n> geschlossenen Tickets mit Frist waren <rate></rate> verspätet.',
  'answer.rate.closed.more':
    'Von <n></n> geschlossenen Tickets mit Frist waren <rate></rate> verspätet, <points></points> mehr als in <before></before>.',
  'answer.rate.closed.less':
    'Von <n></n> geschlossenen Tickets mit Frist waren <rate></rate> verspätet, <points></points> weniger als in <before></before>.',
  'answer.rate.closed.about':
    'Von <n></n> geschlossenen Tickets mit Frist waren <rate></rate> verspätet, etwa so viele wie in <before></before>.',
  'answer.rate.closed.same':
    'Von <n></n> geschlossenen Tickets mit Frist waren <rate></rate> verspätet, ebenso viele wie in <before></before>.',
  'answer.reason.one': 'Vor allem <first></first> (<firstPoints></firstPoints>).',
  'answer.reason.two':
    'Vor allem <first></first> (<firstPoints></firstPoints>) und <second></second> (<secondPoints></secondPoints>).',
  'answer.more': 'mehr Tickets {name}',
  'answer.fewer': 'weniger Tickets {name}',
  'answer.where': 'Besonders oft bei <name></name>: <share></share> von <n></n>.',
  'answer.above.since': 'Auffällig hoch seit <when></when>.',
  'answer.above.until': 'Auffällig hoch <when></when>, seitdem wieder wie üblich.',
  'answer.above.during': 'Auffällig hoch <when></when>.',
  'answer.below.since': 'Auffällig niedrig seit <when></when>.',
  'answer.below.until': 'Auffällig niedrig <when></when>, seitdem wieder wie üblich.',
  'answer.below.during': 'Auffällig niedrig <when></when>.',
  'answer.overdue.one': '<overdue></overdue> Ticket ist jetzt überfällig.',
  'answer.overdue.other': '<overdue></overdue> Tickets sind jetzt überfällig.',
  'answer.point': '{points} Prozentpunkt',
  'answer.points': '{points} Prozentpunkte',
  'answer.when.span': 'vom {from} bis {to}',
  'answer.when.monthSpan': 'von {from} bis {to}',
  'answer.when.on': 'am {from}',
  'answer.when.in': 'am {from}',
  'answer.when.inMonth': 'im {from}',
  'answer.when.inWeek': 'in der Woche ab {from}',
  'answer.monthOfYear': '{month} {year}',
  'answer.hour': '{day}, {time} Uhr',
};
