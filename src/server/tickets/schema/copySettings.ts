/** Blocks of this size keep memory flat while a table of any size is copied. */
export const COPY = 'SETTINGS min_insert_block_size_rows = 100000, min_insert_block_size_bytes = 33554432';
