import { TABLE } from '../../server/tickets/schema/ticketTable';

const WORDS = [
  ...['Anfrage', 'Rechnung', 'Vertrag', 'Konto', 'Lieferung', 'Termin', 'Kunde', 'Zahlung', 'Adresse', 'Antwort'],
  ...['the', 'customer', 'asked', 'for', 'a', 'new', 'contract', 'and', 'wants', 'to', 'know', 'when', 'it', 'comes'],
  ...['please', 'answer', 'by', 'phone', 'urgent', 'again', 'not', 'yet'],
];

/**
 * Tickets made by the engine itself, so that a million of them take seconds.
 * @param documentWords of each ticket's raw data: with 64 a row takes 578 bytes as csv.
 * @param secondsApart between two that were created one after the other: a million of them are two years and a half.
 */
export function makeTickets(rows: number, documentWords = 0, secondsApart = 79): string {
  const words = `[${WORDS.map((word) => `'${word}'`).join(', ')}]`;
  const word = `${words}[cityHash64(number, i) % ${WORDS.length} + 1]`;
  const text = `arrayStringConcat(arrayMap(i -> ${word}, range(${documentWords})), ' ')`;
  const created = `toDateTime64('2023-06-01 00:00:00', 0, 'UTC') + toInt64(number * ${secondsApart})`;
  const closing = 'toInt64(exp(10 + 1.6 * (rand(2) / 4294967296 + rand(3) / 4294967296 - 1) * 2))';
  const isClosed = 'rand(4) % 20 > 0';
  const due = `${created} + 86400 * (1 + rand(5) % 7)`;
  return `INSERT INTO ${TABLE} SELECT 4300000000 + number * 3, rand(1) % 7 + 1, 1, if(${isClosed}, 2, 1), rand(6) % 4 + 1,
    concat('C-', toString(rand(7) % 200000)), concat('CU-', toString(rand(8) % 100000)), rand(9) % 101,
    concat('Topic ', toString(rand(10) % 12)), concat('Sub-topic ', toString(rand(11) % 60)), 'Topic, Sub-topic, Tag',
    rand(12) % 9, rand(13) % 9, 0, 0, ${created}, if(${isClosed}, ${created} + ${closing}, NULL), ${created} + ${closing}, ${due},
    ${created} + ${closing}, ${created}, 3600, if(${isClosed}, ${closing}, NULL),
    if(${isClosed}, dateDiff('second', ${due}, ${created} + ${closing}), NULL), concat('agent', toString(rand(14) % 40), '@example.com'),
    concat('{"id":', toString(number), ',"note":"', hex(sipHash128(number)), ${documentWords === 0 ? '' : `'","text":"', ${text}, `}'"}') FROM numbers(${rows})`;
}
