import { STAND_IN } from '../../../testing/engineSuite/kinds';
import { testLimits } from '../../../testing/engineSuite/limits';
import { testQuestions } from '../../../testing/engineSuite/questions';
import { testResults } from '../../../testing/engineSuite/results';

testQuestions(STAND_IN);
testResults(STAND_IN);
testLimits(STAND_IN);
