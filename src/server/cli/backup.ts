import '../../contract/languages/inEnglish';
import { backupCommand } from './backupCommand';
import { endWith } from './printLines';

backupCommand().catch(endWith);
