/**
 * Loaded before everything else (`node -r`), while no thread of Node.js's pool has been started: the engine's questions,
 * streams and commands hold one each while they run, and files are read by the same threads.
 */
process.env.UV_THREADPOOL_SIZE ??= '8';
