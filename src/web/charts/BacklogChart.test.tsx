import { expect, test } from 'vitest';
import { REPORT } from '../../testing/reportFixture';
import { staticMarkup } from '../../testing/staticText';
import { BacklogChart } from './BacklogChart';

test('what waits longest stands first', () => {
  const bands = [0, 1, 3, 7, 30].map((from, index, all) => ({ from, to: all[index + 1] ?? null, count: 9 - index }));
  const backlog = { ...REPORT.backlog, bands, overdue: bands };
  const markup = staticMarkup(<BacklogChart backlog={backlog} asOf={REPORT.asOf} onPick={() => {}} />);
  const names = [...markup.matchAll(/aria-label="([^"]*d): /g)].map(([, name]) => name);
  expect(names).toEqual(['over 30 d', '7–30 d', '3–7 d', '1–3 d', '0–1 d']);
  // Each count says by which clock it is.
  expect(markup).toContain('>5 old\n5 overdue<');
});
