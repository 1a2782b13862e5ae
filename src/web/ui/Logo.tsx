import { colour } from './colours';

export function Logo() {
  return (
    <span style={{ fontWeight: 700, fontSize: 15, letterSpacing: '-.01em' }}>
      Ticket<span style={{ color: colour('accent') }}>lens</span>
    </span>
  );
}
