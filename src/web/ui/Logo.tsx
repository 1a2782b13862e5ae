import { colour } from './colours';

/** The name, in its two colours. */
const NAME = ['Ticket', 'lens'];

export function Logo() {
  return (
    <span style={{ fontWeight: 700, fontSize: 15, letterSpacing: '-.01em' }}>
      {NAME[0]}
      <span style={{ color: colour('accent') }}>{NAME[1]}</span>
    </span>
  );
}
