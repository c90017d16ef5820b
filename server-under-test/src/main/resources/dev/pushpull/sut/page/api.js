/* The calls beside feeds, and this page's name for the server's counts. */

/** Told apart from other open pages by this. */
export const page = Array.from(crypto.getRandomValues(new Uint8Array(8)), b => b.toString(16).padStart(2, "0")).join("");

/** The address of a feed for one lane of this page. */
export const feedUrl = (feed, lane, more = {}) => "/feeds/" + encodeURIComponent(feed) + "?" + new URLSearchParams({ lane, page, ...more });

const call = async (path, options = {}) => {
  const answer = await fetch(path, { cache: "no-store", ...options });
  if (!answer.ok) throw new Error(path + " was answered " + answer.status);
  return answer.json();
};

export const config = () => call("/demo/config");
export const counters = () => call("/demo/counters?page=" + page);
export const handshake = lane => call("/demo/handshake?" + new URLSearchParams({ page, lane }));
export const rate = () => call("/demo/rate");
export const setRate = (perSecond, arrivals) => call("/demo/rate?" + new URLSearchParams({ perSecond, arrivals }), { method: "POST" });
export const serverClock = () => call("/demo/clock");
