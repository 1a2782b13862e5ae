import { expect, test } from 'vitest';
import { clickhouseSchema, clickhouseSettings } from '../config/clickhouseSettings';
import { readConfig } from '../config/config';
import { openEngine } from './openEngine';

test('a cluster whose tables nobody else would find is not opened', async () => {
  const clickhouse = clickhouseSettings(
    clickhouseSchema.parse({ CLICKHOUSE_URL: 'http://127.0.0.1:1', CLICKHOUSE_CLUSTER: 'desk' }),
  );
  await expect(openEngine({ ...readConfig({}), clickhouse })).rejects.toThrow('CLICKHOUSE_CLUSTER: needs DATABASE_URL');
});
