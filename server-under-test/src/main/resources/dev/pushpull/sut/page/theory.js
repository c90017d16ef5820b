/*
 * What polling at a fixed interval T and what push show in expectation, with a delay d from the server's read to the
 * client: at a random instant the copy is what was newest a time X ago, X uniform on [d, T + d], or d for push; with R
 * the time from then to the next update, staleness is (X − R)₊. All in ms.
 */

/** E[(x − R)₊]. */
const missed = (x, { gapMs, arrivals }) => {
  if (arrivals === "poisson") return x - gapMs * -Math.expm1(-x / gapMs);
  return x <= gapMs ? (x * x) / (2 * gapMs) : x - gapMs / 2;
};

/** Its integral from 0 to x. */
const missedTwice = (x, { gapMs, arrivals }) => {
  if (arrivals === "poisson") return (x * x) / 2 - gapMs * x + gapMs * gapMs * -Math.expm1(-x / gapMs);
  if (x <= gapMs) return x ** 3 / (6 * gapMs);
  return gapMs ** 2 / 6 + (x * x - gapMs * gapMs) / 2 - (gapMs * (x - gapMs)) / 2;
};

/** P(R < x). */
const within = (x, { gapMs, arrivals }) => (arrivals === "poisson" ? -Math.expm1(-x / gapMs) : Math.min(1, x / gapMs));

/** Polls that are longer under way than an interval leave ticks out. */
export const effectiveInterval = (intervalMs, roundTripMs) => intervalMs * Math.max(1, Math.ceil(roundTripMs / intervalMs));

export const expectedOfPolls = (intervalMs, delayMs, updates) => ({
  meanMs: (missedTwice(intervalMs + delayMs, updates) - missedTwice(delayMs, updates)) / intervalMs,
  staleShare: (missed(intervalMs + delayMs, updates) - missed(delayMs, updates)) / intervalMs,
  emptyShare: 1 - within(intervalMs, updates),
});

export const expectedOfPush = (delayMs, updates) => ({ meanMs: missed(delayMs, updates), staleShare: within(delayMs, updates), emptyShare: null });
