import { Answer } from './Answer';
import { Tiles } from './Tiles';

/** The sentence and the tiles below it, which the page fetches together. */
export function Headline({ isFixed, ...props }: Parameters<typeof Tiles>[0] & { isFixed: boolean }) {
  return (
    <>
      <Answer report={props.report} base={props.base} isFixed={isFixed} onPick={props.onPick} />
      <Tiles {...props} />
    </>
  );
}
