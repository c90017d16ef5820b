/*
 * One subscriber of `pushpull run --engine browser`, made of the client code of the server's own page. All that happens
 * to it is told to window.told, in batches of JSON: a list of lists, each a name and its values.
 *   ["update", observedMs, document]   ["exchange", kind, tick, startedMs, completedMs, status]
 *   ["connection"]   ["opened"]   ["reconnect"]   ["failure", text]
 * Instants are performance.now(), in ms.
 */
import { events } from "./events.js";
import { Link } from "./link.js";
import { longPoll } from "./longpoll.js";
import { poll, request } from "./poll.js";
import { socket } from "./socket.js";

const TOLD_AFTER_MS = 20;
const NO_TICK = -1;
const link = new Link();

let batch = [];
const flush = () => {
  if (batch.length === 0) return;
  const told = batch;
  batch = [];
  window.told(JSON.stringify(told));
};
const tell = (...event) => {
  if (batch.length === 0) setTimeout(flush, TOLD_AFTER_MS);
  batch.push(event);
};

const answered = (kind, { tick = NO_TICK, sentMs, status, text }) => {
  const nowMs = performance.now();
  if (status === 200) tell("update", nowMs, text);
  tell("exchange", kind, tick, sentMs, nowMs, status);
  if (status !== 200 && status !== 304) tell("failure", "answered " + status);
};

const failed = state => { if (state === "lost") tell("failure", "a request failed"); };

/** Requests that opened a connection rather than found one open; a further one is there because the last is gone. */
const watchConnections = url => {
  let connections = 0;
  new PerformanceObserver(list => {
    for (const { name, connectStart, connectEnd } of list.getEntries()) {
      if (new URL(name).pathname !== url || connectEnd <= connectStart) continue;
      if (connections++ > 0) tell("reconnect");
      tell("connection");
      tell("opened");
    }
  }).observe({ type: "resource", buffered: true });
};

const poller = ({ url, intervalMs, conditional }) => {
  const asking = { onRequest() {}, onState: failed, onUpdate() {} };
  let client = null;
  let held;
  watchConnections(url);
  return {
    async connect() {
      const answer = await request({ url, headers: {}, link, listener: asking, signal: new AbortController().signal });
      if (!answer) return;
      if (answer.status === 200) held = { version: JSON.parse(answer.text).version, validator: answer.headers.get("ETag") };
      answered("CONNECT", answer);
    },
    start(dueMs) {
      const listener = { ...asking, onAnswer(answer) { answered("POLL", answer); } };
      client = poll({ url, intervalMs, conditional, link, listener, dueMs, held });
      client.start();
    },
    rest: async () => client?.rest(),
    close: async () => client?.stop(),
  };
};

const longPoller = ({ url, waitSeconds }) => {
  let kind = "CONNECT";
  watchConnections(url);
  const client = longPoll({ url, waitSeconds, link, listener: {
    onRequest() {},
    onState: failed,
    onUpdate() {},
    onAnswer(answer) { answered(kind, answer); kind = "LONG_POLL"; },
  } });
  return { connect: async () => client.start(), start() {}, rest: () => client.rest(), close: async () => client.stop() };
};

const stream = (client, status) => ({ url }) => {
  let sinceMs = performance.now();
  let open = false;
  const listening = client({ url, link, listener: {
    onFrame() {},
    onRequest() {
      open = true;
      tell("connection");
      tell("exchange", "OPEN_STREAM", NO_TICK, sinceMs, performance.now(), status);
      tell("opened");
    },
    onUpdate(update, observedMs, document) { tell("update", observedMs, document); },
    onState(state) {
      if (state !== "lost") return;
      tell("failure", open ? "the stream broke" : "no stream could be opened");
      if (open) tell("reconnect");
      open = false;
      sinceMs = performance.now();
    },
  } });
  return { connect: async () => listening.start(), start() {}, rest: async () => {}, close: async () => listening.stop() };
};

const KINDS = { "poll": poller, "long-poll": longPoller, "sse": stream(events, 200), "websocket": stream(socket, 101) };

globalThis.subscriber = order => {
  const made = KINDS[order.kind](order);
  return {
    connect: made.connect,
    start: made.start,
    async rest() { await made.rest(); flush(); },
    async close() { await made.close(); flush(); },
  };
};
tell("ready");
