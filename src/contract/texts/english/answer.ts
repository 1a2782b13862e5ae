/** The report in a sentence or a few (web/charts/answer). */
export const ANSWER = {
  'answer.label': 'Answer',
  'answer.showOnly': 'Show only these',
  'answer.rate.all.alone': '<rate></rate> of <n></n> tickets closed or due were late.',
  'answer.rate.all.more':
    '<rate></rate> of <n></n> tickets closed or due were late, <points></points> more than in <before></before>.',
  'answer.rate.all.less':
    '<rate></rate> of <n></n> tickets closed or due were late, <points></points> less than in <before></before>.',
  'answer.rate.all.about': '<rate></rate> of <n></n> tickets closed or due were late, about as in <before></before>.',
  'answer.rate.all.same': '<rate></rate> of <n></n> tickets closed or due were late, as in <before></before>.',
  'answer.rate.closed.alone': '<rate></rate> of <n></n> closed tickets with a deadline were late.',
  'answer.rate.closed.more':
    '<rate></rate> of <n></n> closed tickets with a deadline were late, <points></points> more than in <before></before>.',
  'answer.rate.closed.less':
    '<rate></rate> of <n></n> closed tickets with a deadline were late, <points></points> less than in <before></before>.',
  'answer.rate.closed.about':
    '<rate></rate> of <n></n> closed tickets with a deadline were late, about as in <before></before>.',
  'answer.rate.closed.same':
    '<rate></rate> of <n></n> closed tickets with a deadline were late, as in <before></before>.',
  'answer.reason.mostly.one': 'Mostly <first></first> (<firstPoints></firstPoints>).',
  'answer.reason.mostly.two':
    'Mostly <first></first> (<firstPoints></firstPoints>) and <second></second> (<secondPoints></secondPoints>).',
  'answer.reason.partly.one': 'Partly <first></first> (<firstPoints></firstPoints>).',
  'answer.reason.partly.two':
    'Partly <first></first> (<firstPoints></firstPoints>) and <second></second> (<secondPoints></secondPoints>).',
  'answer.more': 'more {name} tickets',
  'answer.fewer': 'fewer {name} tickets',
  'answer.where': 'Most late above average: <name></name>, <share></share> of <n></n>.',
  'answer.mostly': 'Mostly <when></when>: <rate></rate>.',
  'answer.mostly.back': 'Mostly <when></when>, normal <since></since>: <rate></rate>.',
  'answer.above': 'Above normal <when></when>: <rate></rate>.',
  'answer.above.back': 'Above normal <when></when>, normal <since></since>: <rate></rate>.',
  'answer.below': 'Below normal <when></when>: <rate></rate>.',
  'answer.below.back': 'Below normal <when></when>, normal <since></since>: <rate></rate>.',
  'answer.steady': 'Nothing unusual <since></since>.',
  'answer.untold': 'Too short to tell since when: <longer></longer> would.',
  'answer.days': '{n, plural, one {# day} other {# days}}',
  'answer.earlier.one': 'An earlier stretch stood out too.',
  'answer.earlier.other': '<n></n> earlier stretches stood out too.',
  'answer.overdue.one': '<overdue></overdue> is overdue <when></when>, <since></since>.',
  'answer.overdue.other': '<overdue></overdue> are overdue <when></when>, the oldest <since></since>.',
  'answer.overdueBefore.also': 'Also <overdue></overdue> created earlier.',
  'answer.overdueBefore.alone': 'Overdue, created earlier: <overdue></overdue>.',
  'answer.now': 'now',
  'answer.asOf': 'as of {day}',
  'answer.point': '{points} point',
  'answer.points': '{points} points',
  'answer.when.since': 'since {from}',
  'answer.when.span': 'from {from} to {to}',
  'answer.when.monthSpan': 'from {from} to {to}',
  'answer.when.on': 'on {from}',
  'answer.when.in': 'in {from}',
  'answer.when.inMonth': 'in {from}',
  'answer.when.inWeek': 'in {from}',
  'answer.monthOfYear': '{month} {year}',
  'answer.hour': '{day}, {time}',
} as const;
