import compile from 'icu-minify/compile';
import { ENGLISH_TEXTS } from '../src/contract/languages/english';
import { recordOf } from '../src/contract/recordOf';
import { ENGLISH } from '../src/contract/texts/englishCatalogue';
import { speak, type TextId } from '../src/contract/texts/texts';

/** Texts that a test says by the page's own functions: no build has compiled them here. */
speak({ ...ENGLISH_TEXTS, messages: recordOf(Object.keys(ENGLISH) as TextId[], (id) => compile(ENGLISH[id])) });
