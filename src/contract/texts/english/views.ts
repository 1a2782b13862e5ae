/** Saved views (web/views). */
export const VIEWS = {
  'views.all': 'All tickets',
  'views.update': 'Update “{name}”',
  'views.update.note': 'with the report as it is now',
  'views.save': 'Save this view …',
  'views.manage': 'Manage views …',
  'views.views': 'Views',
  'views.view': 'View: {name}',
  'views.changed': ' · changed',
  'views.unreadable': 'Your views could not be read',
  'views.reading': 'Reading your views …',
  'views.none': 'No saved views yet',
  'views.unavailable': 'Names a column that is not available to you',
  'views.sharedBy': 'Shared by {who}',
  'views.opensWith': 'The report opens with it',
  'views.sharedByYou': 'Shared by you',
} as const;
