/* A client with a WebSocket. A browser does not reconnect one by itself, so this does, later and later. */
import { updateOf } from "./poll.js";

const BACKOFF_MS = [250, 500, 1000, 2000, 4000];
const encoder = new TextEncoder();

/** A frame's length on the wire; what a client sends is masked, which takes four bytes more. */
export const frameBytes = (text, masked) => {
  const length = encoder.encode(text).length;
  return length + (length < 126 ? 2 : length < 65536 ? 4 : 10) + (masked ? 4 : 0);
};

export const socket = ({ url, link, listener }) => {
  let web = null;
  let stopped = false;
  let failures = 0;
  let timer = 0;
  const down = link.inOrder();
  const up = link.inOrder();
  /** May be told anew for each connection, as for one that goes on after what it has. */
  const path = () => (typeof url === "function" ? url() : url);

  const open = () => {
    if (stopped) return;
    const asked = path();
    web = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + asked);
    web.onopen = () => {
      failures = 0;
      listener.onRequest({ url: asked, headers: { Upgrade: "websocket" } });
      listener.onState("open");
    };
    web.onmessage = message => down(() => deliver(message.data));
    web.onclose = lost;
  };

  const lost = () => {
    if (stopped) return;
    listener.onState("lost");
    const waitMs = BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)];
    timer = setTimeout(open, waitMs * (0.75 + Math.random() / 2));
  };

  const deliver = data => {
    if (stopped) return;
    listener.onFrame(frameBytes(data, false));
    listener.onUpdate(updateOf(JSON.parse(data)), performance.now(), data);
  };

  return {
    start() { listener.onState("connecting"); link.half().then(open); },
    /** Resolves when the closing handshake is over. */
    stop() {
      stopped = true;
      clearTimeout(timer);
      listener.onState("stopped");
      return new Promise(done => {
        if (!web || web.readyState === WebSocket.CLOSED) return done();
        web.onclose = done;
        // One that is closed while it opens is reported by the browser as a failure.
        if (web.readyState === WebSocket.CONNECTING) web.onopen = () => web.close(1000);
        else web.close(1000);
        return undefined;
      });
    },
    /** Publishes; false where there is no open connection. */
    send(text) {
      if (web?.readyState !== WebSocket.OPEN) return false;
      up(() => { if (web.readyState === WebSocket.OPEN) web.send(text); });
      return true;
    },
  };
};
