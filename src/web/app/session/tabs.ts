/** Tells the other tabs of this browser that somebody has signed in or out; each asks the server what that means for it. */

export type SessionNews = 'in' | 'out';

/** One for the page: it does not hear what it says itself. */
const channel = new BroadcastChannel('ticketlens-session');

export function tellTabs(news: SessionNews): void {
  channel.postMessage(news);
}

/** @returns how to stop it. */
export function listenToTabs(onNews: (news: SessionNews) => void): () => void {
  const listen = ({ data }: MessageEvent<unknown>) => onNews(data === 'out' ? 'out' : 'in');
  channel.addEventListener('message', listen);
  return () => channel.removeEventListener('message', listen);
}
