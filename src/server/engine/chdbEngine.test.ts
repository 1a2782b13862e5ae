import { CHDB } from '../../testing/engineSuite/kinds';
import { testQuestions } from '../../testing/engineSuite/questions';
import { testResults } from '../../testing/engineSuite/results';

testQuestions(CHDB);
testResults(CHDB);
