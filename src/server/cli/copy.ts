import '../../contract/languages/inEnglish';
import { copyCommand } from './copyCommand';
import { endWith } from './printLines';

copyCommand().catch(endWith);
