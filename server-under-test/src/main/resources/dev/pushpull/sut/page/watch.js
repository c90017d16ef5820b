/* The five clients on one feed, for the stories: each tells what it hears, and nothing is drawn here. */
import { feedUrl } from "./api.js";
import { KINDS } from "./kinds.js";

/**
 * Starts all five on a feed; `heard(kind, update, receivedAtMs)` for each that a client sees.
 * Returns { requests(kind), stop(), setInterval(ms) }.
 */
export const watchFeed = (app, feed, prefix, heard) => {
  const requests = new Map(KINDS.map(({ kind }) => [kind, 0]));
  const nothing = () => {};
  const clients = KINDS.map(kind => {
    const listener = {
      onRequest: () => requests.set(kind.kind, requests.get(kind.kind) + 1), onAnswer: nothing, onFrame: nothing, onState: nothing,
      onUpdate: (update, receivedAtMs) => heard(kind.kind, update, receivedAtMs),
    };
    const client = kind.make({ url: feedUrl(feed, prefix + kind.kind), intervalMs: app.settings.get("interval"), waitSeconds: app.maxWaitSeconds, link: app.link, listener });
    client.start();
    return [kind, client];
  });
  const active = new Set(KINDS.map(({ kind }) => kind));
  const stopOne = kind => {
    if (active.delete(kind)) clients.find(([k]) => k.kind === kind)[1].stop();
  };
  return {
    requests: kind => requests.get(kind),
    stopOne,
    stop() { for (const { kind } of KINDS) stopOne(kind); },
    setInterval(ms) { for (const [kind, client] of clients) if (kind.polls && active.has(kind.kind)) client.intervalMs = ms; },
  };
};
