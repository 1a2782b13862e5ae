import { Answer } from './Answer';
import { Tiles } from './Tiles';

/** The sentence and the tiles below it, which the page fetches together. */
export function Headline(props: Parameters<typeof Tiles>[0]) {
  return (
    <>
      <Answer report={props.report} base={props.base} onPick={props.onPick} />
      <Tiles {...props} />
    </>
  );
}
