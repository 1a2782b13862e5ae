import '../../contract/languages/inEnglish';
import { linkCommand } from './linkCommand';
import { endWith } from './printLines';

linkCommand().catch(endWith);
