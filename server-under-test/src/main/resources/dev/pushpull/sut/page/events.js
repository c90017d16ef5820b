/* A client of server-sent events. The browser reconnects by itself and says where it left off. */
import { updateOf } from "./poll.js";

const encoder = new TextEncoder();

export const events = ({ url, link, listener }) => {
  let source = null;
  let stopped = false;
  let timer = 0;
  const inOrder = link.inOrder();

  const open = () => {
    if (stopped) return;
    source = new EventSource(url);
    // Each opening is a request that was answered, the browser's own repetitions among them.
    source.onopen = () => { listener.onRequest({ url, headers: { Accept: "text/event-stream" } }); listener.onState("open"); };
    source.onmessage = message => inOrder(() => deliver(message));
    source.onerror = lost;
  };

  const lost = () => {
    if (stopped) return;
    listener.onState("lost");
    if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, 1000);
  };

  const deliver = message => {
    if (stopped) return;
    // "id: " + id + "\ndata: " + data + "\n\n"
    listener.onFrame(13 + message.lastEventId.length + encoder.encode(message.data).length);
    listener.onUpdate(updateOf(JSON.parse(message.data)), performance.now(), message.data);
  };

  return {
    start() { listener.onState("connecting"); link.half().then(open); },
    stop() { stopped = true; clearTimeout(timer); source?.close(); listener.onState("stopped"); },
  };
};
