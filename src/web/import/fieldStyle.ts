/** Of the selects for files: as wide as what is chosen, which can be long in any language. */
export const FIELD_STYLE = { width: { xs: '100%', sm: 'auto' }, minWidth: { sm: 190 }, maxWidth: '100%' };
