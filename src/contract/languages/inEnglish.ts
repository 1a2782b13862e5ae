import { speak } from '../texts/texts';
import { ENGLISH_TEXTS } from './english';

/** Imported first by every program of the server, and by the tests: whoever needs another language says so for each text. */
speak(ENGLISH_TEXTS);
