import { STAND_IN } from '../../../testing/engineSuite/kinds';
import { testQuestions } from '../../../testing/engineSuite/questions';
import { testResults } from '../../../testing/engineSuite/results';

testQuestions(STAND_IN);
testResults(STAND_IN);
