/** The cell formats of the workbook, by their place in `cellXfs`. */
export const STYLE = {
  text: 1,
  integer: 2,
  time: 3,
  header: 4,
  name: 5,
  fact: 6,
  link: 7,
  duration: 8,
  hours: 9,
  share: 10,
} as const;

/** Built-in formats `0` (1), `0.00` (2), `0.00%` (10), `[h]:mm:ss` (46) and `@` (49): the last keeps text that looks like a formula text when it is edited. */
const NUMBER = 1;
const DECIMAL = 2;
const SHARE = 10;
const DURATION = 46;
const TEXT = 49;
const TIME = 164;

const FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
const xf = (format: number, font = 0, fill = 0, border = 0, alignment = '') =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"${
    alignment === '' ? '/>' : ` applyAlignment="1"><alignment ${alignment}/></xf>`
  }`;

export const STYLES_XML = [
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  `<numFmts count="1"><numFmt numFmtId="${TIME}" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>`,
  `<fonts count="4"><font>${FONT}</font><font><b/><color rgb="FFFFFFFF"/>${FONT}</font><font><b/>${FONT}</font>`,
  `<font><u/><color rgb="FF0F766E"/>${FONT}</font></fonts>`,
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FF115E59"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="11">',
  xf(0),
  xf(TEXT),
  xf(NUMBER),
  xf(TIME, 0, 0, 0, 'horizontal="left"'),
  xf(TEXT, 1, 2),
  xf(TEXT, 2, 0, 0, 'vertical="top"'),
  xf(TEXT, 0, 0, 0, 'vertical="top" wrapText="1"'),
  xf(TEXT, 3, 0, 0, 'vertical="top" wrapText="1"'),
  xf(DURATION),
  xf(DECIMAL),
  xf(SHARE),
  '</cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');
