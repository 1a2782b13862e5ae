/** Address of the folder of worker scripts, relative to a built server's files; set by vite.config.ts. */
declare const WORKER_FOLDER: string;
