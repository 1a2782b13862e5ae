import { CHDB } from '../../testing/engineSuite/kinds';
import { testQuestions } from '../../testing/engineSuite/questions';

testQuestions(CHDB);
