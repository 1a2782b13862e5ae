/** A part of the page's code could not be fetched: the server is away, or has a newer page. */
export class PartNotLoaded extends Error {
  constructor() {
    super('A part of the page could not be loaded');
    this.name = 'PartNotLoaded';
  }
}

/** Loads a part of the page on demand. React keeps a failed load for good, so the page itself must load again. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw new PartNotLoaded();
  }
}
