import '../../contract/languages/inEnglish';
import { endWith } from './printLines';
import { tokenCommand } from './tokenCommand';

tokenCommand().catch(endWith);
