/*
 * A client that polls: GET at a fixed rate, conditional or not. Tick k is due at first + k·interval, so the schedule
 * cannot drift; a poll that is still under way at its tick is not doubled, the next tick is the next one.
 *
 * A listener of any of the clients has
 *   onRequest({ url, headers })        a request leaves
 *   onAnswer({ status, empty, headers, roundTripMs })   its answer is delivered; empty: nothing newer than what was held
 *   onFrame(bytes)                     a frame or an event came, as long as it is on the wire
 *   onUpdate(update, receivedAtMs)     something newer; { feed, version, publishedAtMs, payload }
 *   onState(text)                      "connecting", "open", "waiting", "lost", "stopped", …
 * all on the page's clock and thread, in order, never after stop(). An answer also carries its text and sentMs, that of
 * a poll its tick; an update comes with the document that it was read from.
 */
export const updateOf = document => ({ feed: document.feed, version: document.version, publishedAtMs: document.publishedAtNanos / 1e6, payload: document.payload });

const LEAST_GIVEN_MS = 100;

/** A request that is sent through the link; null if it was stopped or failed, after telling the listener. */
export const request = async ({ url, headers, link, listener, signal }) => {
  const begunMs = performance.now();
  await link.half();
  if (signal.aborted) return null;
  const giveUp = new AbortController();
  const sentMs = performance.now();
  // One that was sent is given the time to arrive, so that both sides count it.
  const abort = () => setTimeout(() => giveUp.abort(), Math.max(0, LEAST_GIVEN_MS - (performance.now() - sentMs)));
  signal.addEventListener("abort", abort, { once: true });
  try {
    listener.onRequest({ url, headers });
    const answer = await fetch(url, { headers, cache: "no-store", signal: giveUp.signal });
    const text = await answer.text();
    await link.half();
    return signal.aborted ? null : { status: answer.status, headers: answer.headers, text, sentMs, roundTripMs: performance.now() - begunMs };
  } catch {
    if (!signal.aborted) listener.onState("lost");
    return null;
  } finally {
    signal.removeEventListener("abort", abort);
  }
};

/** Tick 0 is due at dueMs if that is told; else at once, of a random phase from then on. held: what an earlier request brought. */
export const poll = ({ url, intervalMs, conditional, link, listener, dueMs = null, held = { version: 0, validator: null } }) => {
  let heldVersion = held.version;
  let { validator } = held;
  const stopped = new AbortController();
  let rested = null;
  let timer = 0;
  let firstMs = 0;
  let lastTick = -1;
  let interval = intervalMs;
  let busy = false;

  const once = async () => {
    busy = true;
    const headers = conditional && validator ? { "If-None-Match": validator } : {};
    const answer = await request({ url, headers, link, listener, signal: stopped.signal });
    busy = false;
    if (stopped.signal.aborted) return;
    if (answer) take(answer);
    if (rested) rested(); else next();
  };

  const take = answer => {
    const update = answer.status === 200 ? updateOf(JSON.parse(answer.text)) : null;
    const empty = answer.status === 304 || (update !== null && update.version === heldVersion);
    listener.onState(answer.status < 400 ? "open" : "answered " + answer.status);
    listener.onAnswer({ ...answer, empty, tick: lastTick });
    if (update) validator = answer.headers.get("ETag");
    if (update && !empty) {
      heldVersion = update.version;
      listener.onUpdate(update, performance.now(), answer.text);
    }
  };

  /** The next tick that is still to come. Timers know whole milliseconds only: rounded up, so that none goes off early. */
  const next = () => {
    clearTimeout(timer);
    const k = Math.max(lastTick + 1, Math.floor((performance.now() - firstMs) / interval) + 1);
    lastTick = k;
    timer = setTimeout(once, Math.ceil(firstMs + k * interval - performance.now()));
  };

  const aim = () => { firstMs = performance.now() + (Math.random() - 1) * interval; lastTick = -1; };

  return {
    start() {
      if (dueMs === null) { aim(); once(); } else { firstMs = dueMs; next(); }
    },
    /** Asks no more; resolves when what is under way is answered. */
    rest() {
      clearTimeout(timer);
      return new Promise(done => { rested = done; if (!busy) done(); });
    },
    stop() { stopped.abort(); clearTimeout(timer); listener.onState("stopped"); },
    /** The versions begin anew: asks for whatever there is. */
    forget() { heldVersion = 0; validator = null; },
    /** Takes effect at once: ticks of a new random phase. */
    set intervalMs(value) { interval = value; aim(); if (!busy) next(); },
  };
};
