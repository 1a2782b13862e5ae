import { Fragment, type ReactNode } from 'react';
import { type RichTextId, type RichValues, sayRich } from '../../contract/texts/texts';

/** A text with parts that are more than text: `with` says what becomes of each tag, and the values. */
export function Rich<Id extends RichTextId>({ id, with: values }: { id: Id; with: RichValues<Id, ReactNode> }) {
  return sayRich<Id, ReactNode>(id, values).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the text
    <Fragment key={index}>{piece}</Fragment>
  ));
}

/** What most tags are. */
export function bold(words: ReactNode[]): ReactNode {
  return <strong>{words}</strong>;
}
