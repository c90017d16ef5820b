/* A client that polls long: each request waits at the server until there is something newer, and is followed by the next. */
import { request, updateOf } from "./poll.js";

const BACKOFF_MS = [200, 400, 800, 1600, 3200];

export const longPoll = ({ url, waitSeconds, link, listener }) => {
  const stopped = new AbortController();
  const { signal } = stopped;
  let heldVersion = 0;
  let validator = null;
  let failures = 0;
  let resting = false;
  let ended = Promise.resolve();

  const pause = () => new Promise(done => { setTimeout(done, BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)]); });

  const once = async () => {
    const headers = validator ? { "If-None-Match": validator, Prefer: "wait=" + waitSeconds } : {};
    const answer = await request({ url, headers, link, listener, signal });
    if (signal.aborted) return;
    if (answer) listener.onAnswer({ ...answer, empty: answer.status === 304 });
    if (answer && answer.status < 400) take(answer); else await pause();
  };

  const take = answer => {
    failures = 0;
    listener.onState("waiting");
    const update = answer.status === 200 ? updateOf(JSON.parse(answer.text)) : null;
    if (update) validator = answer.headers.get("ETag");
    if (update && update.version !== heldVersion) {
      heldVersion = update.version;
      listener.onUpdate(update, performance.now(), answer.text);
    }
  };

  const loop = async () => { while (!signal.aborted && !resting) await once(); };

  return {
    start() { ended = loop(); },
    /** Asks no more; resolves when what waits at the server is answered. */
    rest() { resting = true; return ended; },
    stop() { stopped.abort(); listener.onState("stopped"); },
    /** The versions begin anew: asks for whatever there is. */
    forget() { heldVersion = 0; validator = null; },
  };
};
