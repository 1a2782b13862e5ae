import '../../contract/languages/inEnglish';
import { importCommand } from './importCommand';
import { printError } from './printLines';

importCommand().catch(printError);
