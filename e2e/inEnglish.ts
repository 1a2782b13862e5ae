import compile from 'icu-minify/compile';
import { ENGLISH_TEXTS } from '../src/contract/languages/english';
import { recordOf } from '../src/contract/recordOf';
import { ENGLISH } from '../src/contract/texts/englishCatalogue';
import { speak } from '../src/contract/texts/texts';

/** Texts that a test says by the page's own functions: no build has compiled them here. */
const ids = Object.keys(ENGLISH) as (keyof typeof ENGLISH)[];
speak({ ...ENGLISH_TEXTS, messages: recordOf(ids, (id) => compile(ENGLISH[id])) });
