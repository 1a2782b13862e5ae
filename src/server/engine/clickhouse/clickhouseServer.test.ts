import { test } from 'vitest';
import { serverKind } from '../../../testing/engineSuite/kinds';
import { testLimits } from '../../../testing/engineSuite/limits';
import { testQuestions } from '../../../testing/engineSuite/questions';
import { testResults } from '../../../testing/engineSuite/results';

/** The same on a real server, where there is one. */
const { TEST_CLICKHOUSE_URL: url } = process.env;

if (url === undefined) test.skip('TEST_CLICKHOUSE_URL names no server');
else {
  testQuestions(serverKind(url));
  testResults(serverKind(url));
  testLimits(serverKind(url));
}
