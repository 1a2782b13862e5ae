import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PrivacyLevel } from '../../contract/privacy';
import { DEFAULT_VIEW, formatReportUrl } from '../../contract/query/reportUrl';
import type { NewView, SavedView, ViewChange } from '../../contract/responses/savedViews';
import { addView, changeView, getViews, removeView } from '../api/client';

const KEY = 'views';

/** The viewer's saved views. @param asLevel of "Preview as": views that name a hidden column have no query. */
export function useViews(asLevel: PrivacyLevel | undefined, enabled: boolean) {
  return useQuery({
    queryKey: [KEY, asLevel ?? ''],
    queryFn: async ({ signal }) => (await getViews(asLevel, signal)).map(ofAllTickets),
    enabled,
  });
}

/** Views of all tickets were once stored as no query at all. */
function ofAllTickets(view: SavedView): SavedView {
  return view.query === '' ? { ...view, query: formatReportUrl(DEFAULT_VIEW) } : view;
}

/** A change of saved views; after each, failed ones too, the list is fetched again. */
export type ViewEdit =
  | { type: 'add'; view: NewView }
  | { type: 'change'; id: string; change: ViewChange }
  | { type: 'remove'; id: string };

export function useViewEdit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (edit: ViewEdit) => send(edit),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}

/** @returns the view as it is then; undefined once it is removed. */
async function send(edit: ViewEdit): Promise<SavedView | undefined> {
  switch (edit.type) {
    case 'add':
      return addView(edit.view);
    case 'change':
      return changeView(edit.id, edit.change);
    case 'remove':
      await removeView(edit.id);
      return undefined;
  }
}
