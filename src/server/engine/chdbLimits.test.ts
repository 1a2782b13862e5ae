import { CHDB } from '../../testing/engineSuite/kinds';
import { testLimits } from '../../testing/engineSuite/limits';

testLimits(CHDB);
