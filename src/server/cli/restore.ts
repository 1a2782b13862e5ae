import '../../contract/languages/inEnglish';
import { endWith } from './printLines';
import { restoreCommand } from './restoreCommand';

restoreCommand().catch(endWith);
