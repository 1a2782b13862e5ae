import { type ReactNode, useState } from 'react';
import { reopenFor } from '../../settings/language';

/** What a user sees, in the language that they chose: the page before the sign-in could not know it. */
export function OwnLanguage({ user, children }: { user: string; children: ReactNode }) {
  const [reopening] = useState(() => reopenFor(user));
  return reopening ? null : children;
}
