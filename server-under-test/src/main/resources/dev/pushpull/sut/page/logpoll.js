/*
 * A client that polls a log feed: GET ?after=, every update since, in order; `url(after)` tells where. A server that
 * was started anew does not know a version that is above its newest: `beginning()` tells where to begin then.
 */
import { request, updateOf } from "./poll.js";

export const logPoll = ({ url, after: first, beginning, intervalMs, link, listener }) => {
  const stopped = new AbortController();
  let after = first;
  /** 0 while a request is under way. */
  let timer = 0;
  let interval = intervalMs;

  const once = async () => {
    timer = 0;
    const begunMs = performance.now();
    const answer = await request({ url: url(after), headers: {}, link, listener, signal: stopped.signal });
    if (stopped.signal.aborted) return;
    if (answer) take(answer);
    if (answer?.status === 400) after = await beginning().catch(() => after);
    if (stopped.signal.aborted) return;
    // All that a poll finds is taken, so the next one need not hurry.
    timer = setTimeout(once, Math.max(0, begunMs + interval - performance.now()));
  };

  const take = answer => {
    listener.onState(answer.status < 400 || answer.status === 410 ? "open" : "answered " + answer.status);
    listener.onAnswer({ ...answer, empty: answer.status === 304 });
    if (answer.status === 410) after = Math.max(0, JSON.parse(answer.text).oldest - 1 || 0);
    if (answer.status !== 200) return;
    for (const document of JSON.parse(answer.text).updates) {
      const update = updateOf(document);
      after = update.version;
      listener.onUpdate(update, performance.now());
    }
  };

  return {
    start() { once(); },
    stop() { stopped.abort(); clearTimeout(timer); listener.onState("stopped"); },
    set intervalMs(value) { interval = value; if (timer) { clearTimeout(timer); timer = setTimeout(once, Math.random() * interval); } },
  };
};
