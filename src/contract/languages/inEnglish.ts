import { speak } from '../texts/texts';
import { ENGLISH_SERVER_TEXTS } from './englishServer';

/** Imported first by every program of the server, and by the tests: whoever needs another language says so for each text. */
speak(ENGLISH_SERVER_TEXTS);
