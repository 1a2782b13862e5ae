import { CHDB } from '../../testing/engineSuite/kinds';
import { testResults } from '../../testing/engineSuite/results';

testResults(CHDB);
